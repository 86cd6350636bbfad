package org.cunlu.orders.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code planted.sql}. */
final class Planted {
    private static final String HEAD = "-- ";
    private static final String BETWEEN = " | ";

    /** @param statements that make it untrue, in their order */
    record Lie(String invariant, String what, List<String> statements) {}

    private Planted() {}

    static List<Lie> of(String order, String group, String payment) {
        String text = read().replace("{order}", order).replace("{group}", group).replace("{payment}", payment);
        var lies = new ArrayList<Lie>();
        for (String block : text.split("\\n\\n")) {
            String head = block.lines().findFirst().orElse("");
            if (head.startsWith(HEAD) && head.contains(BETWEEN) && block.contains(";")) {
                String[] names = head.substring(HEAD.length()).split(" \\| ", 2);
                String statements = block.substring(head.length()).strip();
                lies.add(new Lie(names[0], names[1], List.of(statements.split(";\\R|;$"))));
            }
        }
        return lies;
    }

    private static String read() {
        try (var file = Planted.class.getResourceAsStream("planted.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
