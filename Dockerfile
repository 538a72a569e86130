# Two stages: locked dependencies are installed in the first, only what runs is in the second.
FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /venv && python -m venv /builder
COPY requirements.lock requirements-build.lock ./
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
RUN /builder/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY exchange_graph exchange_graph
COPY api api
COPY seeds seeds
RUN /builder/bin/pip wheel --disable-pip-version-check --no-build-isolation --no-deps --wheel-dir /wheel .
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-index --no-deps /wheel/*.whl

# What runs belongs to root; the user that runs it can write to /data alone. Its number lets an orchestrator see that
# it is not root. /data holds the embedded store: give it a volume.
FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home --no-log-init --shell /usr/sbin/nologin exchange \
    && install -d -o exchange -g exchange /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 \
    EXCHANGE_DATA=/data EXCHANGE_HOST=0.0.0.0 EXCHANGE_PORT=8000
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"EXCHANGE_PORT\"]}/readyz', timeout=2)"]
CMD ["exchange-graph", "serve", "--seed"]
