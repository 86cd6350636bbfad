package org.cunlu.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.cunlu.accounts.AccountState;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.ParcelFinder;
import org.cunlu.orders.OrderFinder;

/** One box in which operators find orders, parcels and people of their counties; whom it showed is logged. */
public interface OperatorsBox {
    /** What a text is taken for. */
    @Schema(name = "BoxKind")
    enum Kind {
        NUMBER,
        PHONE,
        TAIL,
        NAME
    }

    /** Somebody, masked. */
    @Serdeable
    @Schema(name = "FoundPerson")
    record FoundPerson(
            String accountId,
            AccountState state,
            String name,
            @Nullable String phone) {}

    /** At most 20 of each; the newest first. */
    @Serdeable
    @Schema(name = "BoxFound")
    record Found(
            Kind takenFor, List<OrderFinder.Found> orders, List<ParcelFinder.Found> parcels, List<FoundPerson> people) {
        public Found {
            orders = List.copyOf(orders);
            parcels = List.copyOf(parcels);
            people = List.copyOf(people);
        }
    }

    /** @throws org.cunlu.kernel.problem.ProblemException 400 {@code query-invalid} */
    Kind kind(String text);

    /**
     * @param why what it is needed for; null where numbers are looked for
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code query-invalid}; {@code reason-missing} and 429 {@code
     *     too-many-looks} for people
     */
    Found find(Caller operator, String text, @Nullable String why);
}
