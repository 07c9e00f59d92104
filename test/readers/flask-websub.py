"""Subscribes to a feed, and keeps what the hub sends: as its documentation says, https://flask-websub.readthedocs.io"""

import os
import sys
from threading import Thread

from flask import Flask
from flask_websub.subscriber import SQLite3SubscriberStorage, SQLite3TempSubscriberStorage, Subscriber, discover
from werkzeug.serving import make_server

url, folder = sys.argv[1:]
app = Flask(__name__)
subscriber = Subscriber(
    SQLite3SubscriberStorage(folder + "/subscriptions.db"), SQLite3TempSubscriberStorage(folder + "/requests.db")
)


@subscriber.add_success_handler
def subscribed(topic_url, callback_id, mode):
    print(mode, topic_url, flush=True)


@subscriber.add_listener
def received(topic_url, callback_id, body):
    with open(folder + "/part", "wb") as file:
        file.write(body)
    os.rename(folder + "/part", folder + "/received")


app.register_blueprint(subscriber.build_blueprint(url_prefix="/callbacks"))
server = make_server("127.0.0.1", 0, app, threaded=True)
serving = Thread(target=server.serve_forever, daemon=True)
serving.start()
with app.test_request_context(base_url=f"http://127.0.0.1:{server.port}"):
    subscriber.subscribe(**discover(url))
serving.join()
