"""Starts MiniStack with the gaps filled that this project's stack falls into, and with what CDK's own handlers need.

Usage: emulator.py NODE_MODULES WORK_FOLDER; the port is GATEWAY_PORT. Each patch says what AWS does and this version does not.
"""

import io
import os
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

TESTED_VERSION = "1.5.33"
assert version("ministack") == TESTED_VERSION, f"the patches are for MiniStack {TESTED_VERSION}, this is {version('ministack')}"

node_modules, work = (Path(argument).resolve() for argument in sys.argv[1:3])

# CDK's upload handler runs the AWS CLI that lies in a layer made of this package.
cli = work / "awscli"
with zipfile.ZipFile(node_modules / "@aws-cdk/asset-awscli-v1/lib/layer.zip") as layer:
    layer.extractall(work)
aws = cli / "aws"
aws.write_text(f"#!{sys.executable}\n" + aws.read_text().split("\n", 1)[1])
aws.chmod(0o755)

os.environ |= {
    # Nobody but this machine.
    "BIND_HOST": "127.0.0.1",
    "MINISTACK_HOST": "127.0.0.1",
    "IOT_MTLS_ENABLED": "0",
    "SFTP_ENABLED": "0",
    # The AWS SDK for the handlers that find it in Lambda's runtime; the `node` that runs functions.
    "NODE_PATH": str(node_modules),
    "PATH": os.pathsep.join([str(node_modules / ".bin"), os.environ["PATH"]]),
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
}
for name in ("AWS_CA_BUNDLE", "AWS_ENDPOINT_URL", "AWS_PROFILE", "DOCKER_HOST"):
    os.environ.pop(name, None)

from ministack import app  # noqa: E402
from ministack.core import lambda_runtime  # noqa: E402
from ministack.core.concurrency import spawn_background  # noqa: E402
from ministack.services import lambda_svc, s3  # noqa: E402
from ministack.services.cloudformation import provisioners  # noqa: E402

# ReservedConcurrentExecutions of a template is dropped.
function_type = provisioners._RESOURCE_HANDLERS["AWS::Lambda::Function"]
create_function = function_type["create"]


def create_with_concurrency(logical_id, properties, stack_name):
    name, attributes = create_function(logical_id, properties, stack_name)
    if (reserved := properties.get("ReservedConcurrentExecutions")) is not None:
        lambda_svc._functions[name]["concurrency"] = int(reserved)
    return name, attributes


provisioners._RESOURCE_HANDLERS["AWS::Lambda::Function"] = {**function_type, "create": create_with_concurrency}

# Tags of a bucket are dropped; CDK's handler that empties a bucket asks for its own tag first.
bucket_type = provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"]


def with_tags(write, properties_at):
    def write_with_tags(*arguments):
        name, attributes = write(*arguments)
        tags = arguments[properties_at].get("Tags") or []
        s3._bucket_tags[name] = {tag["Key"]: tag["Value"] for tag in tags}
        return name, attributes

    return write_with_tags


provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"] = {
    **bucket_type,
    "create": with_tags(bucket_type["create"], properties_at=1),
    "update": with_tags(bucket_type["update"], properties_at=2),
}

# Layers are not mounted at /opt.
start_worker = lambda_runtime.Worker.__init__


def start_with_cli(self, name, config, code):
    if config.get("Runtime", "").startswith("python") and code:
        moved = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(code)) as old, zipfile.ZipFile(moved, "w") as new:
            for entry in old.namelist():
                new.writestr(entry, old.read(entry).replace(b"/opt/awscli/aws", str(aws).encode()))
        code = moved.getvalue()
    start_worker(self, name, config, code)


lambda_runtime.Worker.__init__ = start_with_cli

# Events come from threads of their own, at any time after the answer to the write. Here they come before it, so that an empty
# queue means that nothing is on its way; what is late or in disorder, the tests send themselves.
def fire_at_once(bucket, key, event, *arguments, **named):
    if bucket in s3._bucket_notifications:
        s3._fire_s3_event(bucket, key, event, *arguments, sequencer=s3._next_event_sequencer(event), **named)


s3._fire_s3_event_async = fire_at_once

# A function whose code is updated is killed, and with it the batch that it works on: AWS lets it finish.
kill_workers = lambda_runtime.kill_workers


def kill_when_done(workers):
    def wait_and_kill(worker):
        with worker._lock:
            kill_workers([worker])

    for worker in workers:
        spawn_background(wait_and_kill, worker, thread_name="retired-function")


lambda_runtime.kill_workers = kill_when_done

if __name__ == "__main__":
    sys.argv = sys.argv[:1]
    app.main()
