# Two stages: locked dependencies are installed in the first, only what runs is in the second.
FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /venv
COPY requirements.lock .
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY exchange_graph exchange_graph
COPY api api
COPY seeds seeds
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-build-isolation --no-deps .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home exchange && install -d -o exchange /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH EXCHANGE_DATA=/data EXCHANGE_HOST=0.0.0.0 EXCHANGE_PORT=8000
USER exchange
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["exchange-graph", "serve", "--seed"]
