package org.cunlu.orders.settling;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.OwnStatements;
import org.cunlu.orders.Party;

/** Knows whose statements a caller may read. */
@Singleton
class OwnReading implements OwnStatements {
    private final StatementReading reading;

    OwnReading(StatementReading reading) {
        this.reading = reading;
    }

    @Override
    public Page<View> ofShop(Caller caller, @Nullable String shop, @Nullable Integer before, int limit) {
        return reading.of(shop(caller, shop), before, limit);
    }

    @Override
    public View oneOfShop(Caller caller, @Nullable String shop, String statementId) {
        return reading.view(reading.one(statementId, shop(caller, shop)));
    }

    @Override
    public Page<LineView> linesOfShop(
            Caller caller, @Nullable String shop, String statementId, @Nullable Integer after, int limit) {
        return reading.lines(reading.one(statementId, shop(caller, shop)), after, limit);
    }

    @Override
    public byte[] fileOfShop(Caller caller, @Nullable String shop, String statementId) {
        return reading.csv(reading.one(statementId, shop(caller, shop)));
    }

    @Override
    public Page<View> ofHost(Caller caller, @Nullable Integer before, int limit) {
        return reading.of(host(caller), before, limit);
    }

    @Override
    public View oneOfHost(Caller caller, String statementId) {
        return reading.view(reading.one(statementId, host(caller)));
    }

    @Override
    public Page<LineView> linesOfHost(Caller caller, String statementId, @Nullable Integer after, int limit) {
        return reading.lines(reading.one(statementId, host(caller)), after, limit);
    }

    @Override
    public byte[] fileOfHost(Caller caller, String statementId) {
        return reading.csv(reading.one(statementId, host(caller)));
    }

    private static Party shop(Caller caller, @Nullable String shop) {
        return new Party(Party.Kind.SELLER, ShopRight.MONEY.shop(caller, shop));
    }

    private static Party host(Caller caller) {
        return new Party(Party.Kind.HOST, caller.accountId());
    }
}
