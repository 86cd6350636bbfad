package org.cunlu.bench.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cunlu.bench.calling.Address;

/** What did not hold, one for each operation, check and family, with how often. Used by several threads. */
final class Findings {
    private static final int BODY_INLINE_MAX = 1_000;

    private final Address address;
    private final Path folder;
    private final Map<String, Finding> first = new LinkedHashMap<>();
    private final Map<String, AtomicLong> counts = new LinkedHashMap<>();

    /** @param folder for bodies that are too long for a line */
    Findings(Address address, Path folder) {
        this.address = address;
        this.folder = folder;
    }

    synchronized void add(Tried tried, Check check, String what) {
        String operation = tried.operation().name();
        String key = operation + " " + check.word() + " " + tried.family().word();
        counts.computeIfAbsent(key, _ -> new AtomicLong()).incrementAndGet();
        first.computeIfAbsent(
                key, _ -> new Finding(operation, check, tried.family(), what, tried.number(), again(tried)));
    }

    synchronized long count(Finding finding) {
        return counts.get(finding.key()).get();
    }

    synchronized List<Finding> all() {
        return new ArrayList<>(first.values());
    }

    /** Prints those that are not allowed in full, and of the others how many there are. @return how many are not allowed */
    int print(PrintWriter out, Allowed allowed) {
        List<Finding> open = all().stream().filter(each -> !allowed.is(each)).toList();
        long known = all().size() - open.size();
        out.printf("发现 findings: %d，其中已知 of them allowed: %d%n", all().size(), known);
        for (Finding finding : open) {
            out.printf(
                    "  %s [%s, %s] ×%d，第一次 first at request %d: %s%n      %s%n",
                    finding.operation(),
                    finding.check().word(),
                    finding.family().word(),
                    count(finding),
                    finding.number(),
                    finding.what().replaceAll("\\p{Cntrl}", " "),
                    finding.again());
        }
        return open.size();
    }

    /** Whose way in it was is told, not the way in itself. */
    private String again(Tried tried) {
        Sent sent = tried.sent();
        var line = new StringBuilder("curl -i --path-as-is -X ").append(sent.method());
        for (Sent.Header header : sent.headers()) {
            boolean token = tried.family() != Family.BAD_AUTH && header.name().equals("Authorization");
            String value = header.value().length() > BODY_INLINE_MAX
                    ? header.value().charAt(0) + "…×" + header.value().length()
                    : header.value();
            line.append(" -H ").append(quoted(header.name() + ": " + (token ? "Bearer $TOKEN" : value)));
        }
        if (sent.body() != null) {
            line.append(" --data-binary ").append(body(tried.number(), sent.body()));
        }
        line.append(' ').append(quoted(address + sent.target()));
        if (tried.person() != null) {
            line.append("   # TOKEN of ")
                    .append(tried.person().phone())
                    .append(' ')
                    .append(tried.person().roles());
        }
        return line.toString();
    }

    private String body(long number, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        boolean plain = body.length <= BODY_INLINE_MAX && text.chars().noneMatch(c -> c < ' ' || c == 0xfffd);
        if (plain) {
            return quoted(text);
        }
        Path file = folder.resolve("request-" + number + ".body");
        try {
            Files.createDirectories(folder);
            Files.write(file, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "@" + file;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
