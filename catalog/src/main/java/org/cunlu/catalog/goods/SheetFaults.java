package org.cunlu.catalog.goods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.problem.ProblemException;

/** Collects all that is wrong with a sheet, so that it is told at once. */
final class SheetFaults {
    private static final int TOLD_MAX = 50;

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
                            "请按 faults 逐项改正 · Put right what faults names")
                    .fact("faults", all);
        }
    }
}
