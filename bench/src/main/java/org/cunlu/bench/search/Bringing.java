package org.cunlu.bench.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Operator;
import org.cunlu.bench.calling.Wire;

/** Brings the goods as a county would: by its import over HTTP, and what has none by the command line; then waits until all can be found. */
final class Bringing implements AutoCloseable {
    private static final String IMPORTS = "/api/county/catalog/imports";
    private static final String INDEX = "/api/county/search-index";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long GLANCE_MILLIS = 100;
    private static final int SAID_LINES = 8;

    private final Operator operator;
    private final Wire wire;

    Bringing(Address address) {
        operator = Operator.of(address);
        wire = new Wire(address);
    }

    /** Each file after the one before. @return how long until the last was in the database */
    Duration catalog(List<byte[]> files) {
        long begun = System.nanoTime();
        for (byte[] file : files) {
            String job = operator.bring(IMPORTS, "text/csv", file)
                    .must("文件没有收下 · The file was not taken")
                    .json()
                    .get("id")
                    .getStringValue();
            JsonNode done = awaited("导入 · the import", () -> {
                JsonNode view = operator.get(IMPORTS + '/' + job)
                        .must("问不到进度 · Its progress cannot be asked")
                        .json();
                String stage = view.get("stage").getStringValue();
                if (stage.equals("FAILED")) {
                    throw new BrokenOff("导入失败 · The import failed");
                }
                return stage.equals("DONE") ? view : null;
            });
            if (done.get("faults").getLongValue() > 0) {
                throw new BrokenOff("有行没有收下 · Rows were not taken: "
                        + done.get("report").get("faults").get(0));
            }
        }
        return since(begun);
    }

    /** What only the command line loads. @param launcher of the checkout whose app it is */
    static Duration byCommandLine(Path launcher, String what, byte[] text) {
        long begun = System.nanoTime();
        try {
            Path file = Files.createTempFile("cunlu-bench-", ".csv");
            try {
                Files.write(file, text);
                Path told = Files.createTempFile("cunlu-bench-", ".out");
                var process = new ProcessBuilder(launcher.toString(), "import", what, file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start();
                int status = process.waitFor();
                String said = Files.readString(told);
                Files.delete(told);
                if (status != 0) {
                    throw new BrokenOff("导入失败 · The import of " + what + " failed:\n" + why(said));
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
        return since(begun);
    }

    /** The end of what it said, without where in the code: why it failed stands there. */
    private static String why(String said) {
        List<String> lines = said.lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SAID_LINES), lines.size()));
    }

    /** Waits until the index counts as many offers as were brought, those of the county among them. @return how long that took */
    Duration found(int offers) {
        long begun = System.nanoTime();
        awaited("收录 · the index", () -> indexed() >= offers ? Boolean.TRUE : null);
        return since(begun);
    }

    /** @return how many offers of all shops the index counts; 0 while the database answers */
    private long indexed() {
        Answer answer = get("/api/shop/offers?limit=1&together=false");
        long sum = 0;
        for (JsonNode facet : answer.must("搜索没有回答 · Search does not answer")
                .json()
                .get("facets")
                .values()) {
            if (facet.get("field").getStringValue().equals("DIRECTION")) {
                for (JsonNode choice : facet.get("choices").values()) {
                    sum += choice.get("offers").getLongValue();
                }
            }
        }
        return sum;
    }

    /** Has the app make its index anew. @return from asking for it until the app says that it is done */
    Duration rebuilt() {
        String before = ended(state());
        long begun = System.nanoTime();
        operator.act(INDEX + "/rebuild").must("不能重建 · The index cannot be made anew");
        JsonNode end = awaited("重建 · the rebuild", () -> {
            JsonNode rebuild = state();
            String how = rebuild.get("state").getStringValue();
            boolean over =
                    !how.equals("RUNNING") && !String.valueOf(ended(rebuild)).equals(String.valueOf(before));
            return over ? rebuild : null;
        });
        if (!end.get("state").getStringValue().equals("DONE")) {
            throw new BrokenOff(
                    "重建没有完成 · The rebuild was not done: " + end.get("state").getStringValue());
        }
        return since(begun);
    }

    private JsonNode state() {
        return operator.get(INDEX)
                .must("问不到索引 · The index cannot be asked")
                .json()
                .get("rebuild");
    }

    private static @Nullable String ended(JsonNode rebuild) {
        JsonNode at = rebuild.get("endedAt");
        return at == null || at.isNull()
                ? null
                : Instant.parse(at.getStringValue()).toString();
    }

    private Answer get(String path) {
        try {
            return wire.send("GET", path, "", null);
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        }
    }

    private interface Look<T> {
        @Nullable
        T now();
    }

    private static <T> T awaited(String what, Look<T> look) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            T seen = look.now();
            if (seen != null) {
                return seen;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GLANCE_MILLIS));
        }
        throw new BrokenOff("太久 · It did not end: " + what);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        wire.close();
        operator.close();
    }
}
