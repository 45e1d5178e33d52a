-- One grab, decided in one step: Redis runs a script alone.
-- KEYS: reserved (set of uids), bought (hash of uids), stock (number), won (stream)
-- ARGV: uid, request key, when the hold expires in milliseconds since 1970
-- Returns when the hold expires, or why there is none: -1 not reserved, -2 bought before, -3 sold out.
if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 0 then
  return -1
end
local bought = redis.call('HGET', KEYS[2], ARGV[1])
if bought then
  local expires, key = string.match(bought, '^(%d+) (.*)$')
  if key == ARGV[2] then
    return tonumber(expires)
  end
  return -2
end
if tonumber(redis.call('GET', KEYS[3]) or '0') <= 0 then
  return -3
end
redis.call('DECR', KEYS[3])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3] .. ' ' .. ARGV[2])
redis.call('XADD', KEYS[4], '*', 'uid', ARGV[1], 'key', ARGV[2], 'expires', ARGV[3])
return tonumber(ARGV[3])
