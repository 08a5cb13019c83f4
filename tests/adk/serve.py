"""Serve the agents below a folder with google-adk: `python serve.py AGENTS_DIR PORT_FILE`."""

import socket
import sys
from pathlib import Path

import uvicorn
from google.adk.cli.fast_api import get_fast_api_app

if __name__ == "__main__":
    agents, port_file = sys.argv[1:]
    listener = socket.create_server(("127.0.0.1", 0))
    app = get_fast_api_app(agents_dir=agents, web=False)
    Path(port_file).write_text(str(listener.getsockname()[1]), encoding="ascii")
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
