package org.cunlu.catalog.inputs;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cunlu.catalog.PesticideCategories;
import org.cunlu.kernel.db.Sql;

/** Reads categories of pesticides and what lies below them. */
@Singleton
class PesticideTable implements PesticideCategories {
    private static final int CODES_A_STATEMENT = 1_000;

    private final Sql sql;

    PesticideTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<String> among(Collection<String> categoryCodes) {
        var all = List.copyOf(new TreeSet<>(categoryCodes));
        var found = new TreeSet<String>();
        for (int start = 0; start < all.size(); start += CODES_A_STATEMENT) {
            var some = new TreeSet<>(all.subList(start, Math.min(all.size(), start + CODES_A_STATEMENT)));
            var twice = new ArrayList<Object>(some);
            twice.addAll(some);
            String marks = Sql.marks(some.size());
            found.addAll(sql.list(
                    "SELECT c.code FROM cat_category c JOIN cat_input_category k ON k.kind = 'PESTICIDE'"
                            + " AND c.path LIKE CONCAT('%/', k.category_code, '/%') WHERE c.code IN (" + marks + ")"
                            + " UNION SELECT category_code AS code FROM cat_input_category WHERE kind = 'PESTICIDE'"
                            + " AND category_code IN (" + marks + ")",
                    row -> row.string("code"),
                    twice.toArray()));
        }
        return found;
    }
}
