"""The loop of a conversation: a line is read, what it asks for is done, the next one is read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from imgfree.chat.kept_recipe import KeptRecipe
from imgfree.chat.presses import Presses
from imgfree.chat.room import Ended
from imgfree.chat.start import Held
from imgfree.chat.talk import Talk
from imgfree.chat.tongue import Tongue
from imgfree.console.prompt import Prompt
from imgfree.errors import ImgfreeError

QUIT = ("quit", "exit", "bye", "goodbye", "q", "退出", "再见", "拜拜", "结束")


@dataclass(frozen=True)
class Loop:
    """What a conversation goes on with: where lines come from, and where paths of films and its recipe go."""

    talk: Talk
    prompt: Prompt
    presses: Presses
    kept: KeptRecipe
    deliver: Callable[[str], None]

    def run(self, held: Held, paths: Sequence[str], *, go_on: bool) -> None:
        """Take the files of the command line, then lines until somebody says goodbye.

        Raises:
            Ended: Ctrl-C twice in a row.
        """
        if self._begins(held, paths, go_on=go_on):
            self.kept.write(self.talk)
            for line in self._lines(held.tongue):
                self._heed(self.talk.hear(line))
                self.kept.write(self.talk)

    def _begins(self, held: Held, paths: Sequence[str], *, go_on: bool) -> bool:
        """Do what was left unfinished, take the files, and return whether the talk may go on.

        It may not where the files cannot be had and nobody is there to give others: words without them would be paid.
        """
        if go_on:
            self._heed(self.talk.take_up(held.memory))
        return not paths or self._heed(self.talk.bring(paths)) or self.prompt.live

    def _lines(self, tongue: Tongue) -> Iterator[str]:
        while True:
            try:
                line = self.prompt.line()
            except KeyboardInterrupt as interrupt:
                if self._leaves(interrupt):
                    raise Ended from None
                tongue.say("line dropped")
                continue
            if line is None or line.lower().strip(" .!。！") in QUIT:
                return
            self.presses.count = 0
            if line.strip():
                yield line.strip()

    def _heed(self, deeds: Iterator[str]) -> bool:
        """Do what one line asks for, and return whether it came about; a failure is said, and the talk goes on."""
        try:
            for path in deeds:
                self.deliver(path)
        except ImgfreeError as error:
            self.talk.failed(error)
            return False
        except KeyboardInterrupt as interrupt:
            if self._leaves(interrupt):
                raise Ended from None
            self.talk.stopped()
            return False
        return True

    def _leaves(self, interrupt: KeyboardInterrupt) -> bool:
        return isinstance(interrupt, Ended) or self.presses.count > 1 or not self.prompt.live
