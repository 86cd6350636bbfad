package org.cunlu.catalog.goods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;

/** Collects all that is wrong with a sheet, so that it is told at once. */
final class SheetFaults {
    private static final int TOLD_MAX = 50;
    private static final int SAID_MAX = 3;

    private final List<Map<String, Object>> all = new ArrayList<>();

    /** @param field such as {@code skus[0].weightGrams} */
    void unless(boolean holds, String field, String code, String message) {
        if (!holds && all.size() < TOLD_MAX) {
            all.add(Map.of("field", field, "code", code, "message", message));
        }
    }

    /** @throws ProblemException {@code product-invalid} when something is wrong, with all of it */
    void check() {
        if (!all.isEmpty()) {
            throw ProblemException.of(
                            400,
                            "product-invalid",
                            "商品资料有误 · The product's sheet has faults",
                            first(0, "；") + " · " + first(1, "; "))
                    .fact("faults", all);
        }
    }

    /** The first few for people, who see no list of faults. @param half 0 for the Chinese words, 1 for the English beside them */
    private String first(int half, String between) {
        String said = all.stream()
                .map(fault -> fault.get("message").toString().split(" · ", 2))
                .map(words -> words[Math.min(half, words.length - 1)])
                .distinct()
                .limit(SAID_MAX)
                .collect(Collectors.joining(between));
        return all.size() > SAID_MAX ? said + " …" : said;
    }
}
