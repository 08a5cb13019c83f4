"""An agent whose model is a script: the user's words choose what it says. Runs in google-adk's own environment."""

import asyncio
from collections.abc import AsyncGenerator

from google.adk.agents import LlmAgent
from google.adk.models.base_llm import BaseLlm
from google.adk.models.llm_request import LlmRequest
from google.adk.models.llm_response import LlmResponse
from google.adk.tools.tool_context import ToolContext
from google.genai import types

DRAFT = {"d": 10000, "t": [{"tt": 0, "sg": [{"d": 10000, "m": {"title": "city timelapse"}}]}]}


def edit_multitrack(prompt: str, tool_context: ToolContext) -> dict[str, object]:
    """Write a draft into the session's state."""
    tool_context.state["draft"] = DRAFT
    return {"ok": True, "clauses": [{"text": prompt, "outcome": "applied"}]}


async def generate_slowly(tool_context: ToolContext) -> dict[str, object]:
    """Take longer than the client waits."""
    await asyncio.sleep(30)
    tool_context.state["draft"] = DRAFT
    return {"ok": True}


def content(*parts: types.Part) -> types.Content:
    """Return the model's content."""
    return types.Content(role="model", parts=list(parts))


def say(text: str) -> LlmResponse:
    """Return an answer in words."""
    return LlmResponse(content=content(types.Part(text=text)))


def call(name: str, **args: object) -> types.Part:
    """Return a call of a tool."""
    return types.Part(function_call=types.FunctionCall(name=name, args=dict(args)))


class ScriptedModel(BaseLlm):
    """Says what the user's words ask it to say."""

    async def generate_content_async(
        self, llm_request: LlmRequest, stream: bool = False
    ) -> AsyncGenerator[LlmResponse, None]:
        """Yield the answers to the last words, or to the tool's response."""
        words = [part.text for one in llm_request.contents for part in one.parts or [] if part.text]
        asked = next(word for word in reversed(words) if word.startswith("case:")).removeprefix("case:")
        last = llm_request.contents[-1].parts or []
        answered = any(part.function_response for part in last)
        for response in self._after_tool(asked) if answered else self._first(asked, stream):
            yield response
            await asyncio.sleep(0.05)

    def _first(self, asked: str, stream: bool) -> list[LlmResponse]:
        match asked:
            case "text":
                return [say("标题“夏日”已添加。🎬 Fertig, schön.")]
            case "edit" | "silent":
                cut = call("edit_multitrack", prompt="make it slow")
                shown = (types.Part(text="I will cut it."), cut) if asked == "edit" else (cut,)
                return [LlmResponse(content=content(*shown))]
            case "pieces":
                pieces = ["Click the Ex", "port button. ", "Second ", "sentence."] if stream else []
                partial = [LlmResponse(content=content(types.Part(text=text)), partial=True) for text in pieces]
                return [*partial, say("Click the Export button. Second sentence.")]
            case "thought":
                secret = types.Part(text="hush-hush", thought=True)
                return [LlmResponse(content=content(secret, types.Part(text="Aloud.")))]
            case "refused":
                return [LlmResponse(error_code="SAFETY", error_message="blocked by the model")]
            case "crash":
                raise ValueError('the "model" fell over\nand did not get up')
            case "slow":
                return [LlmResponse(content=content(call("generate_slowly")))]
        return [say(f"no such case: {asked}")]

    def _after_tool(self, asked: str) -> list[LlmResponse]:
        return [LlmResponse(content=content())] if asked == "silent" else [say("Done.")]


root_agent = LlmAgent(
    name="nemo_agent",
    model=ScriptedModel(model="scripted"),
    instruction="Do as the script says.",
    tools=[edit_multitrack, generate_slowly],
)
