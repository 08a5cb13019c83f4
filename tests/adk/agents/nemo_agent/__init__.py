"""The agent that a google-adk server finds in this folder."""

from . import agent as agent
