#!/usr/bin/env bash
# 推送、事前询问、申请放行、读判定；设了 HENGJIAN_SIGN_KEY（SM2 私钥，PEM）时每个请求都签名。
# Pushes, asks before an act, asks to let a stopped act pass, reads verdicts; signs every request where HENGJIAN_SIGN_KEY names an SM2 private key (PEM).
set -euo pipefail
: "${HENGJIAN_URL:?}" "${HENGJIAN_KEY:?}"
chain="${1:-EXAMPLE-curl-$(date +%s)}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# call METHOD TARGET [BODY]: the answer on standard output, the status in $work/status
call() {
  local method="$1" target="$2" headers=()
  printf '%s' "${3-}" >"$work/body"
  if [ -n "${HENGJIAN_SIGN_KEY-}" ]; then
    local date nonce digest signature
    date="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    nonce="$(openssl rand -hex 16)"
    digest="$(openssl dgst -sm3 -r "$work/body" | cut -d' ' -f1)"
    printf 'HENGJIAN-SM2-1\n%s\n%s\n%s\n%s\n%s' "$method" "$target" "$date" "$nonce" "$digest" >"$work/text"
    signature="$(openssl pkeyutl -sign -inkey "$HENGJIAN_SIGN_KEY" -rawin -digest sm3 -pkeyopt distid:1234567812345678 -in "$work/text" | od -An -v -tx1 | tr -d ' \n')"
    headers=(-H "Hengjian-Date: $date" -H "Hengjian-Nonce: $nonce" -H "Hengjian-Digest: $digest" -H "Hengjian-Signature: $signature")
  fi
  # a signature is good once: with one, curl must not try again by itself
  [ -n "${HENGJIAN_SIGN_KEY-}" ] || headers+=(--retry 4 --retry-connrefused)
  [ "$method" = GET ] || headers+=(-H 'Content-Type: application/json' --data-binary "@$work/body")
  curl --silent --show-error --max-time 30 -X "$method" -H "Authorization: Bearer $HENGJIAN_KEY" "${headers[@]}" -o "$work/answer" -w '%{http_code}' "$HENGJIAN_URL$target" >"$work/status"
  cat "$work/answer"
}
# field NAME: the first value of that name in the answer
field() { grep -o "\"$1\":\(\"[^\"]*\"\|[0-9]*\)" "$work/answer" | head -1 | cut -d: -f2- | tr -d '"'; }

officer='{"id":"ga220104-1003","name":"公孙衍","org":"220104000000","level":"办案部门负责人"}'
call POST /api/v1/events "[{\"id\":\"$chain-1\",\"source\":\"example\",\"chain\":\"$chain\",\"subject\":\"S1\",\"node\":\"P02-N08\",\"at\":\"2026-03-01T09:00:00+08:00\",\"actor\":$officer}]" >/dev/null
echo "push accepted=$(field accepted) duplicate=$(field duplicate) rejected=$(field rejected)"

act="{\"chain\":\"$chain\",\"subject\":\"S1\",\"node\":\"P04-N01\",\"actor\":$officer,\"attrs\":{\"act\":\"批准\"}}"
call POST /api/v1/precheck "$act" >/dev/null
decision="$(field decision)"
echo "precheck $decision"

if [ "$decision" = deny ]; then
  call POST /api/v1/overrides "{\"event\":$act,\"reason\":\"示例：负责人在外地，电话已经同意\"}" >/dev/null
  echo "override $(field state) $(field id)"
fi

call GET "/api/v1/verdicts?chain=$chain" >/dev/null
echo "verdicts $(cat "$work/status")"
