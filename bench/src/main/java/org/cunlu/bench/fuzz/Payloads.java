package org.cunlu.bench.fuzz;

import java.util.List;
import java.util.Map;

/** Texts that are put where texts stand, and numbers where numbers do. */
final class Payloads {
    static final Map<Family, List<String>> TEXTS = Map.ofEntries(
            Map.entry(
                    Family.UNICODE,
                    List.of(
                            "z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031ea\u0349\u0355\u0317\u0326",
                            "\u202egnp.exe\u202c",
                            "\u2066a\u2069\u2067b",
                            "村\u200b路\u200d\ufeff",
                            "a\u0000b",
                            "\u0000",
                            "\ud800",
                            "a\udfffb",
                            "👩‍👩‍👧‍👦🚚🍊",
                            "\ud842\udfb7野家",
                            "１２３４５",
                            "\u00a0\u3000\u2028\u2029",
                            "ſKAſE\u0130i\u0131",
                            "\u0600\u06dd\ufdfa",
                            "\u0085\u0007\u001b[31m",
                            "\ufffe\uffff",
                            " ",
                            "")),
            Map.entry(
                    Family.SQL,
                    List.of(
                            "'",
                            "\"",
                            "' OR '1'='1",
                            "1; DROP TABLE ord_order; --",
                            "' UNION SELECT NULL,NULL,NULL -- ",
                            "1' AND SLEEP(5) -- ",
                            "\\",
                            "%",
                            "_",
                            "a%' ESCAPE '",
                            "/*!50000 SELECT*/",
                            "`ord_order`",
                            "0x27")),
            Map.entry(
                    Family.SEARCH_QUERY,
                    List.of(
                            "{\"match_all\":{}}",
                            "*:*",
                            "name:(a OR b) AND NOT c",
                            "/.*(a+)+$/",
                            "a~2^1000000",
                            "[* TO *]",
                            "(((((((((",
                            "\"\"\"\"\"",
                            "{$gt: \"\"}",
                            "a OR a OR a OR a OR a OR a OR a OR a OR a OR a OR a OR a OR a")),
            Map.entry(
                    Family.SCRIPT,
                    List.of(
                            "<script>alert(1)</script>",
                            "\"><img src=x onerror=alert(1)>",
                            "javascript:alert(1)",
                            "<svg/onload=alert(1)>",
                            "]]><x>",
                            "&lt;b&gt;",
                            "<!--",
                            "data:text/html;base64,PHNjcmlwdD4=")),
            Map.entry(
                    Family.TEMPLATE,
                    List.of(
                            "${7*191}",
                            "{{7*191}}",
                            "#{7*191}",
                            "<%= 7*191 %>",
                            "@if(true)x@endif",
                            "${T(java.lang.Runtime).getRuntime()}",
                            "*{7*191}",
                            "%s%n%d%x",
                            "{0}{1}")),
            Map.entry(
                    Family.LINE_BREAK,
                    List.of(
                            "a\r\nSet-Cookie: fuzz=1",
                            "a\nX-Fuzz: 1",
                            "\r\n\r\n<html>",
                            "a\rb",
                            "%0d%0aX-Fuzz:%201",
                            "=1+1",
                            "@SUM(1)",
                            "\t-1")),
            Map.entry(
                    Family.PATH,
                    List.of(
                            "../../../../etc/passwd",
                            "..\\..\\windows\\win.ini",
                            "/etc/passwd",
                            "file:///etc/passwd",
                            "%2e%2e%2f",
                            "..",
                            "a/b",
                            "a;b=c",
                            "http://127.0.0.1:9200/_cat",
                            "http://169.254.169.254/latest/meta-data",
                            "con",
                            "a?b#c")),
            Map.entry(
                    Family.LOOKUP,
                    List.of(
                            "${jndi:ldap://127.0.0.1:1389/a}",
                            "${env:PATH}",
                            "; cat /etc/passwd",
                            "| id",
                            "$(id)",
                            "`id`",
                            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                            "{\"@type\":\"java.lang.Runtime\"}",
                            "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==")));

    /** What no integer is. */
    static final List<String> NUMBERS = List.of(
            "1e999",
            "-1e999",
            "1e-400",
            "NaN",
            "Infinity",
            "0x10",
            "1_000",
            "01",
            "+1",
            "1.5",
            "9223372036854775808",
            "-9223372036854775809",
            "99999999999999999999999999999999999999999999",
            "\"１２\"",
            "\"1\"",
            "\"\"",
            "1e3000000000",
            "--1",
            "1,000");

    /** Integers, all of them, and larger or smaller than most rules like. */
    static final List<String> INTEGERS = List.of(
            "0", "-1", "-0", "1", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "1.0", "1e2");

    static final List<String> MALFORMED = List.of(
            "",
            "{",
            "}",
            "[",
            "{\"a\":}",
            "{'a':1}",
            "{\"a\":1,}",
            "/* c */ {",
            "nul",
            "null",
            "[]",
            "42",
            "\"text\"",
            "true",
            "\u0000",
            "\ufeff{",
            "<a/>",
            "a=1&b=2",
            "{\"a\":\"\n",
            "{\"\\ud800\":",
            "{\"a\":\"\\x41\"}");

    /** Names that a program decides on, and their values, each known again when it comes back. */
    static final Map<String, Object> OWN = Map.ofEntries(
            Map.entry("id", "FUZZOWN000001"),
            Map.entry("accountId", "FUZZOWN000002"),
            Map.entry("ownerId", "FUZZOWN000003"),
            Map.entry("role", "FUZZOWN000004"),
            Map.entry("roles", List.of("COUNTY_OPERATOR", "FUZZOWN000005")),
            Map.entry("isAdmin", true),
            Map.entry("state", "FUZZOWN000006"),
            Map.entry("priceFen", 7_777_777_777L),
            Map.entry("totalFen", 7_777_777_778L),
            Map.entry("paidFen", 7_777_777_779L),
            Map.entry("balanceFen", 7_777_777_776L),
            Map.entry("createdAt", "1999-09-09T09:09:09.999Z"),
            Map.entry("approvedBy", "FUZZOWN000007"),
            Map.entry("county", "FUZZOWN000008"),
            Map.entry("__proto__", Map.of("admin", true)),
            Map.entry("class", Map.of("classLoader", "FUZZOWN000009")));

    private Payloads() {}
}
