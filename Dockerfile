# Serves the bot. Training and tests are not in here, and so neither is torch, unless asked for:
#   docker build --build-arg EXTRAS=train .
FROM python:3.11-slim

ARG EXTRAS=""
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HYPERPLANE_DATA_DIR=/data \
    HYPERPLANE_METRICS_PORT=9464 MPLCONFIGDIR=/tmp/matplotlib

WORKDIR /app
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY models models
COPY storage storage
# The CPU build of torch lies in an index of its own; without the extra it is not looked up.
RUN pip install --no-cache-dir --constraint requirements.lock \
        --extra-index-url https://download.pytorch.org/whl/cpu \
        ".${EXTRAS:+[$EXTRAS]}" \
    && useradd --create-home hyperplane && mkdir /data && chown hyperplane /data

USER hyperplane
VOLUME /data
STOPSIGNAL SIGTERM
# The first start prepares the word vectors, before it connects.
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:9464/health', timeout=4)"]
CMD ["hyperplane", "run"]
