package org.cunlu.orders.freighting;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;

/** Lists of templates, page by page. */
@Singleton
class TemplateLists {
    private final TemplateTable table;
    private final Transactions transactions;
    private final String countyCode;

    TemplateLists(TemplateTable table, Transactions transactions, @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.transactions = transactions;
        this.countyCode = countyCode;
    }

    Page<FreightTemplate> ofCounty(FreightTemplate.@Nullable State state, @Nullable String cursor, int limit) {
        return page(transactions.read(() -> table.ofCounty(countyCode, state, cursor, limit + 1)), limit);
    }

    Page<FreightTemplate> ofSellers(List<String> shops, @Nullable String cursor, int limit) {
        return page(transactions.read(() -> table.ofSellers(shops, cursor, limit + 1)), limit);
    }

    private static Page<FreightTemplate> page(List<FreightTemplate> found, int limit) {
        return Page.of(found, limit, FreightTemplate::templateId);
    }
}
