"""The page: its parts, how they are wired, and the server that offers them."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import threading
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Gradio reads these when it is imported: tell nobody, and count nothing. (After every event it
# would make a table in pandas for a monitor that this page does not have.)
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = "1000000000"

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse

from index.errors import InputError
from ui import chat, render
from ui.guard import Guard
from ui.halt import Halts
from ui.shape import Shape
from ui.terminal import say

if TYPE_CHECKING:
    from rag.assistant import Assistant

HERE = Path(__file__).parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
AT_ONCE = 2  # questions answered at the same time
WAITING = 16  # questions that may wait; one more is told to come back
SESSIONS = 200  # conversations kept in memory; the oldest goes first

Update = dict[Any, Any]


def build(assistants: Mapping[str, Assistant], *, examples: Sequence[str] = ()) -> gr.Blocks:
    """The page over one archive. The first of `assistants` answers unless another is chosen."""
    first, halts = next(iter(assistants)), Halts()
    archive = assistants[first].archive

    def head(key: str) -> str:
        label = assistants[key].reader_label
        return render.masthead(archive.name, archive.count(), archive.days(), label)

    with gr.Blocks(title=f"Dateline: {archive.name}", fill_width=True) as page:
        turns = gr.State((), time_to_live=24 * 3600)
        with gr.Row(elem_id="head"):
            masthead = gr.Markdown(head(first), latex_delimiters=[])
            fresh = gr.Button("New conversation", elem_id="fresh", scale=0, min_width=170)
        with gr.Row(elem_id="desk"):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                log = gr.Chatbot(
                    label="Conversation",
                    show_label=False,
                    container=False,
                    layout="panel",
                    elem_id="log",
                    placeholder=render.WELCOME,
                    examples=[{"text": text} for text in examples],
                    latex_delimiters=[],
                    buttons=[],
                    feedback_options=None,
                    height="100%",
                )
                notice = gr.Markdown(visible=False, elem_id="notice")
                question = gr.Textbox(
                    label="Question",
                    placeholder="Ask the archive",
                    submit_btn="Ask",
                    max_lines=5,
                    autofocus=True,
                    elem_id="question",
                )
                reader = gr.Radio(
                    [(item.reader_label, key) for key, item in assistants.items()],
                    value=first,
                    label="Who answers",
                    visible=len(assistants) > 1,
                    elem_id="reader",
                )
                filters = _filters(archive.outlets())
            with gr.Column(scale=2, min_width=320, elem_id="sources"):
                gr.Markdown("## Sources", elem_id="over")
                panel = gr.Markdown(render.panel(()), latex_delimiters=[], elem_id="panel")

        def show(items: tuple[chat.Turn, ...]) -> Update:
            return {
                turns: items,
                log: [message for item in items for message in _messages(item)],
                panel: render.panel((item.number, item.question, item.cards) for item in items),
            }

        def answer(
            event: gr.EventData,
            request: gr.Request,
            text: str,
            earlier: tuple[chat.Turn, ...],
            key: str,
            *scope_fields: Any,
        ) -> Iterator[Update]:
            try:
                asked = chat.check_question(_chosen(event) if event.target is log else text)
                scope = chat.check_scope(*scope_fields)
            except InputError as error:
                yield {notice: gr.update(value=render.problem(str(error)), visible=True)}
                return
            busy = gr.update(value="", submit_btn=False, stop_btn="Stop")
            yield {question: busy, notice: gr.update(visible=False)}
            held = earlier
            with halts.running(str(request.session_hash)) as halt:
                for turn in halt.until(chat.ask(assistants[key], asked, scope, earlier, halt.over)):
                    held = (*earlier, turn)
                    yield show(held)
            if halt.halted:
                held = () if halt.cleared else chat.stopped(held)
            # Said here, not by the button: two that write to one page may come in either order.
            yield show(held) | {question: gr.update(submit_btn="Ask", stop_btn=False)}

        def stop(request: gr.Request) -> None:
            halts.halt(str(request.session_hash))

        def restart(request: gr.Request) -> Update:
            halts.halt(str(request.session_hash), cleared=True)
            return show(()) | {notice: gr.update(visible=False)}

        everything = [question, turns, log, panel, notice]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        quick = quiet | {"concurrency_limit": None}
        # One listener for both ways to ask: Gradio then runs one question at a time per page.
        gr.on(
            [question.submit, log.example_select],
            answer,
            [question, turns, reader, *filters],
            everything,
            # Asked while the one before is about to end: it waits, where "once" drops it.
            trigger_mode="always_last",
            concurrency_limit=AT_ONCE,
            **quiet,
        )
        gr.on([page.load, reader.change], head, reader, masthead, **quick)
        question.stop(stop, None, None, **quick)
        fresh.click(restart, None, everything, **quick)
        page.unload(stop)  # nobody is there to read on
    page.queue(max_size=WAITING, api_open=False)
    page.state_session_capacity = SESSIONS
    return page


def application(
    assistants: Mapping[str, Assistant],
    *,
    examples: Sequence[str] = (),
    host: str = LOOPBACK[0],
) -> FastAPI:
    """The page as an ASGI application, with its guard in front."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    page = build(assistants, examples=examples)
    shape = Shape.of(page.get_config_file())
    app.add_middleware(Guard, hosts=LOOPBACK if host in LOOPBACK else None, fits=shape.fits)

    @app.get("/page.css")
    @app.get("/page.js")
    @app.get("/favicon.ico")
    def own(request: Request) -> FileResponse:
        name = request.url.path.removeprefix("/").replace("favicon.ico", "icon.svg")
        return FileResponse(HERE / name)

    gr.mount_gradio_app(
        app,
        page,
        "/",
        theme=_theme(),
        # Not through css=: Gradio rewrites its selectors, and breaks those inside @media.
        head='<link rel="stylesheet" href="page.css"><script src="page.js" defer></script>',
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=0,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
    )
    return app


def serve(
    assistants: Mapping[str, Assistant],
    *,
    examples: Sequence[str] = (),
    host: str = LOOPBACK[0],
    port: int = 7860,
    open_browser: bool = False,
) -> None:
    """Offer the page until it is interrupted. InputError if it cannot listen there."""
    with _listen(host, port) as listening, suppress(KeyboardInterrupt):
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
        say(f"Dateline is at {address} (Ctrl-C ends it).", flush=True)
        if host not in LOOPBACK:
            say("Whoever can reach this address can read the archive.", flush=True)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
        asyncio.run(_run(listening, assistants, examples, host))


async def _run(
    listening: socket.socket,
    assistants: Mapping[str, Assistant],
    examples: Sequence[str],
    host: str,
) -> None:
    # Made in here because Gradio, without a running event loop, opens three and closes none.
    app = application(assistants, examples=examples, host=host)
    # Open pages hold a connection for good, so waiting for them to close would never end.
    config = uvicorn.Config(app, log_level="error", log_config=None, timeout_graceful_shutdown=2)
    await uvicorn.Server(config).serve(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, taken before the slow start so that a taken port is told at once."""
    if not 0 <= port <= 65535:
        raise InputError(f"{port} is no port: choose one from 1 to 65535 with --port.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"Port {port} is in use; choose another with --port, for example --port {port + 1}."
            ) from error
        if error.errno == errno.EACCES:
            raise InputError(
                f"Port {port} is not allowed for you; choose one above 1023 with --port."
            ) from error
        raise InputError(f"{host} is no address of this machine: check --host.") from error


def _filters(names: list[str]) -> list[gr.components.Component]:
    """The folded part that narrows the archive: three days, the outlets, the question's days."""
    days = (
        ("As of", "Nothing later is read"),
        ("From", "First day of publication"),
        ("To", "Last day of publication"),
    )
    with gr.Accordion("Dates and outlets", open=False, elem_id="filters"):
        with gr.Row():
            boxes = [
                gr.Textbox(label=label, info=info, placeholder="YYYY-MM-DD", min_width=150)
                for label, info in days
            ]
        outlets = gr.Dropdown(names, multiselect=True, label="Outlets", info="All if none")
        named = gr.Checkbox(
            value=True,
            label="Use the days named in the question",
            info="“in January 2019”: what was read from it stands above the answer",
        )
    return [*boxes, outlets, named]


def _chosen(event: gr.EventData) -> str:
    """The example that was chosen; InputError for an event that tells of none."""
    value = event._data.get("value") if isinstance(event._data, dict) else None
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str):
        raise InputError("Choose one of the examples, or type a question.")
    return text


def _messages(turn: chat.Turn) -> tuple[dict[str, str], dict[str, str]]:
    return (
        {"role": "user", "content": render.question(turn.question)},
        {"role": "assistant", "content": turn.answer},
    )


def _theme() -> gr.themes.Base:
    sans = ["system-ui", "-apple-system", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"]
    return gr.themes.Base(font=sans, font_mono=["ui-monospace", "monospace"])
