"""The mails in a folder of rss2email, as JSON."""

import email
import email.policy
import json
import mailbox
import sys

inbox = mailbox.Maildir(sys.argv[1] + "/inbox", factory=lambda file: email.message_from_binary_file(file, policy=email.policy.default))
print(
    json.dumps(
        [
            {
                "id": mail["X-RSS-ID"],
                "title": mail["Subject"],
                "url": mail["X-RSS-URL"],
                # The feed's title, a colon, the author.
                "authors": mail["From"].addresses[0].display_name.split(": ", 1)[1],
                "content": mail.get_content(),
            }
            for mail in inbox
        ]
    )
)
