package org.cunlu.catalog.types;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.catalog.Assortment.Category;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.kernel.trail.Trail;

/** Names categories and hangs them into their tree. */
@Singleton
class CategoryKeeping {
    private static final int NAME_MAX = 120;
    private static final int PATH_MAX = 255;

    private final CategoryTable table;
    private final Transactions transactions;
    private final Trail trail;

    CategoryKeeping(CategoryTable table, Transactions transactions, Trail trail) {
        this.table = table;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * @param parentCode null for a root
     * @throws ProblemException {@code category-invalid}, {@code category-unknown}, {@code category-cycle}, {@code category-too-deep}
     */
    Category keep(String actor, String code, String name, @Nullable String parentCode) {
        if (!code.matches("[A-Z0-9._-]{1,32}") || !PlainText.name(name, NAME_MAX)) {
            throw ProblemException.invalid("name", "category-invalid", "编码或名称不对 · Not a code and a plain name");
        }
        return transactions.run(() -> {
            table.waitForTurn();
            var next = new Category(code, name.strip(), parentCode, path(code, parentCode));
            Optional<Category> before = table.find(code);
            if (before.filter(next::equals).isPresent()) {
                return next;
            }
            before.ifPresentOrElse(known -> change(known, next), () -> table.insert(next));
            trail.record(
                    actor,
                    "catalog.category-kept",
                    code,
                    before.map(known -> known.path() + " " + known.name()).orElse(null),
                    next.path() + " " + next.name());
            return next;
        });
    }

    private String path(String code, @Nullable String parentCode) {
        if (parentCode == null) {
            return "/" + code + "/";
        }
        Category parent = table.find(parentCode)
                .orElseThrow(
                        () -> ProblemException.invalid("parentCode", "category-unknown", "没有这个上级类目 · No such parent"));
        if (parent.path().contains("/" + code + "/")) {
            throw ProblemException.of(409, "category-cycle", "类目不能挂在自己之下 · A category cannot lie below itself", null);
        }
        String path = parent.path() + code + "/";
        requireFits(path.length());
        return path;
    }

    private void change(Category known, Category next) {
        requireFits(table.longest(known.path())
                - known.path().length()
                + next.path().length());
        table.rename(next);
        if (!known.path().equals(next.path())) {
            table.move(known.path(), next.path());
        }
    }

    private static void requireFits(int length) {
        if (length > PATH_MAX) {
            throw ProblemException.of(409, "category-too-deep", "类目层级过深 · The tree is too deep there", null);
        }
    }
}
