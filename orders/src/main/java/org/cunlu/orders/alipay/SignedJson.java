package org.cunlu.orders.alipay;

import java.util.Optional;

/**
 * Finds the text of a member of a JSON object as it was written, for Alipay signs the text and not what it means. The
 * object itself must have been read as JSON before.
 */
final class SignedJson {
    private SignedJson() {}

    /** @return the text of the object that the first member of this name holds, braces included */
    static Optional<String> member(String json, String name) {
        int key = topLevel(json, '"' + name + '"');
        if (key < 0) {
            return Optional.empty();
        }
        int from = json.indexOf('{', key + name.length() + 2);
        if (from < 0 || !json.substring(key + name.length() + 2, from).strip().equals(":")) {
            return Optional.empty();
        }
        int to = end(json, from);
        return to < 0 ? Optional.empty() : Optional.of(json.substring(from, to));
    }

    /** @return where the quoted name stands as a key of the outermost object; -1 when it does not */
    private static int topLevel(String json, String quoted) {
        int depth = 0;
        int at = 0;
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                if (depth == 1
                        && json.startsWith(quoted, at)
                        && json.startsWith(":", skip(json, at + quoted.length()))) {
                    return at;
                }
                at = string(json, at);
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
        }
        return -1;
    }

    /** @return behind the object that begins here; -1 when it does not end */
    private static int end(String json, int from) {
        int depth = 0;
        int at = from;
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                at = string(json, at);
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            at++;
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    /** @return behind the string that begins here */
    private static int string(String json, int from) {
        int at = from + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int skip(String json, int from) {
        int at = from;
        while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
            at++;
        }
        return at;
    }
}
