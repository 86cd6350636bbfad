package org.cunlu.orders.ledger;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.CountyBooks;

/** Reads them within the counties that the caller runs. */
@Singleton
class BookReading implements CountyBooks {
    private final JournalTable journals;
    private final Transactions transactions;

    BookReading(JournalTable journals, Transactions transactions) {
        this.journals = journals;
        this.transactions = transactions;
    }

    @Override
    public List<Standing> standing(Caller operator) {
        List<String> counties = LedgerController.counties(operator);
        return counties.isEmpty() ? List.of() : transactions.read(() -> journals.kinds(counties));
    }
}
