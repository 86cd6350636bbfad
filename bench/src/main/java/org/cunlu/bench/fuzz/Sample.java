package org.cunlu.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Makes texts that a regular expression matches: of those that our API has, which are classes, groups, alternatives and
 * counts. What it makes is held against the expression; where nothing fits, it says so.
 */
final class Sample {
    private static final int TRIES = 20;
    private static final int MANY = 8;

    private final String pattern;
    private final Random random;
    private int at;

    private Sample(String pattern, Random random) {
        this.pattern = pattern;
        this.random = random;
    }

    /** @return empty when no text was found */
    static Optional<String> of(Pattern pattern, Random random) {
        for (int i = 0; i < TRIES; i++) {
            String made = new Sample(pattern.pattern(), random).alternatives();
            if (pattern.matcher(made).matches()) {
                return Optional.of(made);
            }
        }
        return Optional.empty();
    }

    private String alternatives() {
        var all = new ArrayList<String>();
        all.add(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.add(sequence());
        }
        return all.get(random.nextInt(all.size()));
    }

    private String sequence() {
        var made = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int begin = at;
            String one = one();
            int end = at;
            int times = times();
            made.append(times == 0 ? "" : one);
            int after = at;
            for (int i = 1; i < times; i++) {
                at = begin;
                made.append(one());
            }
            at = Math.max(after, end);
        }
        return made.toString();
    }

    private String one() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '(' -> {
                if (pattern.startsWith("?:", at)) {
                    at += 2;
                }
                String inside = alternatives();
                at++;
                yield inside;
            }
            case '[' -> pick(set());
            case '\\' -> pick(escaped());
            case '.' -> pick(List.of('a', '7', '县'));
            case '^', '$' -> "";
            default -> String.valueOf(c);
        };
    }

    private int times() {
        if (at == pattern.length()) {
            return 1;
        }
        switch (pattern.charAt(at)) {
            case '?' -> {
                at++;
                return random.nextInt(2);
            }
            case '*' -> {
                at++;
                return random.nextInt(MANY);
            }
            case '+' -> {
                at++;
                return 1 + random.nextInt(MANY);
            }
            case '{' -> {
                int close = pattern.indexOf('}', at);
                String[] bounds = pattern.substring(at + 1, close).split(",", -1);
                at = close + 1;
                int least = Integer.parseInt(bounds[0]);
                int most =
                        bounds.length == 1 ? least : bounds[1].isEmpty() ? least + MANY : Integer.parseInt(bounds[1]);
                return least + random.nextInt(Math.min(most - least, 3 * MANY) + 1);
            }
            default -> {
                return 1;
            }
        }
    }

    private List<Character> set() {
        boolean not = pattern.charAt(at) == '^';
        at += not ? 1 : 0;
        var set = new ArrayList<Character>();
        while (pattern.charAt(at) != ']') {
            List<Character> from = pattern.charAt(at) == '\\' ? escapedIn() : List.of(pattern.charAt(at++));
            boolean range = from.size() == 1 && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
            if (range) {
                at++;
                char to = pattern.charAt(at) == '\\' ? escapedIn().getFirst() : pattern.charAt(at++);
                for (char c = from.getFirst(); c <= to && set.size() < 500; c++) {
                    set.add(c);
                }
            } else {
                set.addAll(from);
            }
        }
        at++;
        return not
                ? List.of('a', 'B', '5', '村').stream()
                        .filter(c -> !set.contains(c))
                        .toList()
                : set;
    }

    private List<Character> escapedIn() {
        at++;
        return escaped();
    }

    /** After the backslash. */
    private List<Character> escaped() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case 'd' -> List.of('0', '1', '2', '5', '9');
            case 'w' -> List.of('a', 'Z', '3', '_');
            case 's' -> List.of(' ');
            case 'S' -> List.of('x', '村');
            case 'x' -> {
                char code = (char) Integer.parseInt(pattern.substring(at, at + 2), 16);
                at += 2;
                yield List.of(code);
            }
            case 'p', 'P' -> {
                int close = pattern.indexOf('}', at);
                String name = pattern.substring(at + 1, close);
                at = close + 1;
                yield property(c == 'P', name);
            }
            default -> List.of(c);
        };
    }

    private static List<Character> property(boolean not, String name) {
        if (not) {
            return List.of('a', '村', '1');
        }
        return switch (name.charAt(0)) {
            case 'L', 'I' -> List.of('村', '路', 'a', 'Z');
            case 'N', 'D' -> List.of('1', '8');
            case 'Z' -> List.of(' ');
            default -> List.of('-', '1', 'a');
        };
    }

    private String pick(List<Character> from) {
        return from.isEmpty() ? "" : String.valueOf(from.get(random.nextInt(from.size())));
    }
}
