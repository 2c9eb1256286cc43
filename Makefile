# All commands of the project. Each first installs what it needs; `make help` lists them.

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv),.tools/uv-$(UV_VERSION)/bin/uv)
RUN := .venv/bin/python
NODE := .venv/bin/node
# The tools that people run by hand use the modules of the build.
TOOL := PYTHONPATH=hooks:tools $(RUN)
CHROMIUM ?= $(shell command -v chromium || command -v google-chrome || command -v chromium-browser \
	|| find .tools/browsers -type f -name chrome 2>/dev/null)
NGINX ?= $(shell command -v nginx || ls /usr/sbin/nginx .tools/nginx/usr/sbin/nginx 2>/dev/null | head -1)

export NO_MKDOCS_2_WARNING := 1
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := 1

.DEFAULT_GOAL := help
.PHONY: serve test build smoke check new sources explain claims words contract links links-external follow-links figures contact-sheet previews benchmark search-benchmark lighthouse test-successors help chromium nginx
.SILENT:

serve: .venv/ready  ## preview with live reload; shows problems and keeps running (ADDR=0.0.0.0:8000)
	$(RUN) -m mkdocs serve $(if $(ADDR),--dev-addr '$(ADDR)')

test: .venv/ready-to-test chromium nginx node_modules/ready-to-test  ## run everything: lint, types, pages, unit tests, real builds, a browser
	$(RUN) -m ruff check --quiet
	$(RUN) -m ruff format --quiet --check || { echo "Run: $(RUN) -m ruff format"; exit 1; }
	$(RUN) -m mypy --no-error-summary
	$(NODE) node_modules/.bin/biome check --error-on-warnings \
		|| { echo "Run: $(NODE) node_modules/.bin/biome check --write"; exit 1; }
	for project in tsconfig.json tsconfig.worker.json tests/javascript; do \
		$(NODE) node_modules/.bin/tsc --project $$project || exit 1; \
	done
	$(NODE) --test --test-reporter=dot 'tests/javascript/*.test.js'
	$(RUN) -m check_jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/zizmor --quiet --offline .github
	$(RUN) hooks/check_pages.py
	CHROMIUM='$(CHROMIUM)' NGINX='$(NGINX)' $(RUN) -m pytest --quiet --numprocesses 2 --dist worksteal $(ARGS)

build: .venv/ready  ## check the pages, then build into site/; a failed build leaves site/ unchanged
	$(RUN) -m mkdocs build --strict

smoke: .venv/ready-to-test  ## test site/ after a build: pages, links, nothing from other hosts; a few seconds
	SMOKE_SITE=site $(RUN) -m pytest --quiet tests/smoke

check: .venv/ready  ## only check the pages; under a second
	$(RUN) hooks/check_pages.py

new: .venv/ready  ## start a page: make new KIND=exercise NAME=heel-slide
	$(if $(and $(KIND),$(NAME)),,echo "Name the kind and the file of the page: make new KIND=exercise NAME=heel-slide"; exit 2)
	$(RUN) hooks/check_pages.py new '$(KIND)/$(NAME)'

sources: .venv/ready  ## find a source and its key: make sources WORD=hamstring
	$(if $(WORD),,echo "Name a word to search for: make sources WORD=hamstring"; exit 2)
	$(RUN) hooks/check_pages.py sources '$(WORD)'

explain: .venv/ready  ## explain what a rule checks, and why: make explain CODE=missing-section
	$(if $(CODE),,echo "Name a rule: make explain CODE=missing-section"; exit 2)
	$(RUN) hooks/check_pages.py explain '$(CODE)'

claims: .venv/ready  ## list each claim with each of its sources, to check them one by one (make -s claims > claims.tsv)
	$(RUN) hooks/check_pages.py claims

words: .venv/ready-to-test chromium  ## count the words of each page: on the screen, folded, and before the first step
	mkdir -p .cache
	$(RUN) -m mkdocs build --quiet --strict --site-dir .cache/words
	CHROMIUM='$(CHROMIUM)' $(TOOL) tools/count_words.py .cache/words

contract: .venv/ready  ## regenerate CONTRACT.md after a change in hooks/contract
	$(RUN) hooks/check_pages.py contract > CONTRACT.md

links: .venv/ready  ## record the addresses of new pages and sections, which are then permanent
	$(RUN) hooks/check_pages.py links

links-external: .venv/ready  ## list the links to other hosts, with the file and line of each
	$(RUN) hooks/check_pages.py links-external

follow-links: .venv/ready  ## follow the links to other hosts with curl, and list the broken ones
	$(follow-links)

figures: .venv/ready-to-test  ## draw the figures from docs/_data/poses (NAMES="cobra-elbows" draws only these)
	$(TOOL) tools/draw_figures.py $(NAMES)

contact-sheet: .venv/ready-to-test  ## show all figures on one page, light, dark and gray: .cache/contact-sheet.html
	$(TOOL) tools/draw_figures.py --sheet .cache/contact-sheet.html

previews: .venv/ready-to-test chromium  ## draw the link previews and icons whose drawings have changed
	CHROMIUM='$(CHROMIUM)' $(TOOL) tools/draw_previews.py $(ARGS)

benchmark: .venv/ready  ## time the check and builds of 250 to 4,000 pages; takes several minutes
	$(TOOL) tools/benchmarks/measure.py $(ARGS)

search-benchmark: .venv/ready-to-test chromium  ## compare the search with plain Material's, also on 1,000 pages (ARGS="--pages 250")
	CHROMIUM='$(CHROMIUM)' $(TOOL) tools/benchmarks/search.py $(ARGS)

test-successors: .venv/ready  ## build the site with MkDocs and with the newest ProperDocs, and compare them
	$(test-successors)

lighthouse: node_modules/ready-for-lighthouse chromium  ## score pages with Lighthouse and compare with plain Material (ARGS="--page /causes/ --runs 5")
	CHROMIUM='$(CHROMIUM)' $(TOOL) tools/benchmarks/lighthouse.py $(ARGS)

help:  ## list the commands
	awk -F ':.*##' '/^[a-z-]+:.*##/ { printf "make %-18s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# What the commands need -------------------------------------------------------------------------

# Only the site's packages, so that the first preview does not have to wait for the test tools.
.venv/ready: pyproject.toml uv.lock | $(UV)
	$(need-python)
	echo "Setting up .venv for the site"
	$(UV) sync --quiet --locked --python $(PYTHON) --no-dev --inexact
	touch $@

.venv/ready-to-test: pyproject.toml uv.lock | $(UV)
	$(need-python)
	echo "Setting up .venv for the site and its tests"
	$(UV) sync --quiet --locked --python $(PYTHON)
	touch .venv/ready $@

# Only the checks of the scripts. Lighthouse is larger than all of them together, and only `make lighthouse` needs it.
node_modules/ready-to-test: package.json package-lock.json .npmrc | .venv/ready-to-test
	echo "Setting up the checks of the scripts"
	$(call install-npm-packages,--workspaces=false)
	touch $@

node_modules/ready-for-lighthouse: package.json package-lock.json tools/benchmarks/package.json .npmrc | .venv/ready-to-test
	echo "Setting up Lighthouse"
	$(call install-npm-packages,--workspace=tools/benchmarks --include-workspace-root)
	touch node_modules/ready-to-test $@

# npm retries failed requests by itself, but not interrupted downloads; the second run continues from npm's cache.
define install-npm-packages
.venv/bin/npm ci $(1) --loglevel=error >/dev/null \
	|| { echo "Trying again"; .venv/bin/npm ci $(1) --loglevel=error >/dev/null; }
endef

# `pip install --target` also works where Python is externally managed (Debian) or has no venv module.
.tools/uv-$(UV_VERSION)/bin/uv:
	$(need-python)
	$(PYTHON) -m pip --version >/dev/null 2>&1 \
		|| { echo "Install pip (Debian, Ubuntu: apt-get install python3-pip) or uv."; exit 1; }
	PIP_ROOT_USER_ACTION=ignore $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps \
		--upgrade --target .tools/uv-$(UV_VERSION) uv==$(UV_VERSION)

define need-python
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { echo "Install Python 3.11 or newer (Debian: apt-get install python3-pip), or choose one: make PYTHON=python3.12"; exit 1; }
endef

# CHROMIUM is expanded each time it is used, so that the tests find a browser that this has just installed.
chromium: .venv/ready-to-test
	$(if $(CHROMIUM),,$(install-chromium))

# Ubuntu has Chromium only as a snap; there Playwright installs its own.
define install-chromium
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "Installing Chromium for the browser tests"; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null 2>&1 \
		|| PLAYWRIGHT_BROWSERS_PATH=.tools/browsers $(RUN) -m playwright install --with-deps --no-shell chromium; \
else \
	echo "Install Chromium for the browser tests, or say where it is: make test CHROMIUM=/path/to/chrome"; exit 1; \
fi
endef

# The web server that most static hosts run, for the rehearsal of a move. Like CHROMIUM it is expanded each time.
nginx:
	$(if $(NGINX),,$(unpack-nginx))

# MkDocs 1 has no maintainer. ProperDocs continues it and provides the `mkdocs` package, so that Material and the hooks
# run unchanged; only the generator's name in the pages may differ.
define test-successors
rm -rf .cache/successors
mkdir -p .cache/successors
export SITE_URL=https://successors.example/ SOURCE_DATE_EPOCH=0; \
	$(RUN) -m mkdocs build --quiet --strict --site-dir .cache/successors/mkdocs && \
	$(UV) run --quiet --locked --no-dev --isolated --python $(PYTHON) --refresh-package properdocs --with properdocs \
		python -m properdocs build --quiet --strict --config-file mkdocs.yml --site-dir .cache/successors/properdocs
diff --recursive --ignore-matching-lines='<meta name="generator"' .cache/successors/mkdocs .cache/successors/properdocs \
	|| { echo "ProperDocs (>) does not build what MkDocs (<) builds."; exit 1; }
echo "ProperDocs builds the same $$(find .cache/successors/mkdocs -type f | grep -c .) files as MkDocs."
endef

# Many publishers reject automated requests (401, 403, 405, 406, 429, 999), which says nothing about the page.
define follow-links
mkdir -p .cache
$(RUN) hooks/check_pages.py links-external > .cache/links.tsv
echo "Following $$(cut -f 2 .cache/links.tsv | sort -u | grep -c .) links; this may take some minutes"
cut -f 2 .cache/links.tsv | sort -u | sed -e 's/[\\"]/\\&/g' -e 's/.*/url = "&"\noutput = "\/dev\/null"/' > .cache/curl.conf
curl --silent --no-progress-meter --globoff --location --retry 2 --max-time 60 --parallel --parallel-max 4 \
	--write-out '%{http_code}\t%{exitcode}\t%{url}\n' --config .cache/curl.conf > .cache/codes.tsv || true
test "$$(grep -c '^url' .cache/curl.conf)" = "$$(grep -c . .cache/codes.tsv)" \
	|| { echo "curl did not follow every link; install version 7.75 or newer."; exit 1; }
if awk -F '\t' '$$2 || $$1 !~ /^(2..|401|403|405|406|429|999)$$/ { print $$1 "\t" $$3; n++ } END { exit !n }' .cache/codes.tsv; then \
	echo "000 means no answer; if all links have it, this machine is not on the network."; \
	echo "The file and line of each link are in .cache/links.tsv."; exit 1; \
fi
endef

# Unpacked rather than installed, because an installed nginx would start serving.
define unpack-nginx
if command -v apt-get >/dev/null && command -v dpkg >/dev/null; then \
	echo "Unpacking nginx for the tests"; \
	mkdir -p .tools/nginx; \
	cd .tools/nginx; \
	apt-get download -qq nginx 2>/dev/null \
		|| { [ "$$(id -u)" != 0 ] || apt-get update -qq; apt-get download -qq nginx 2>/dev/null; }; \
	for package in nginx_*.deb; do dpkg -x "$$package" .; done; \
	test -x usr/sbin/nginx || { echo "Install nginx for the tests."; exit 1; }; \
else \
	echo "Install nginx for the tests, or say where it is: make test NGINX=/path/to/nginx"; exit 1; \
fi
endef
