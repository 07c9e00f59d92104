/** A function that has nothing but the SDK's client of S3, with what every store needs of it. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";

export const client = new S3Client({});
export const commands = [GetObjectCommand, PutObjectCommand, DeleteObjectCommand, ListObjectsV2Command];
