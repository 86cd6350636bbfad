package org.cunlu.orders.assisted;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.OwnData;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.CounterOrders;
import org.cunlu.orders.OrderBook;

/** What stations ordered for a person. */
@Singleton
class AssistedData implements PersonalData {
    private final AssistedTable table;
    private final PayLinkTable links;
    private final Closing closing;
    private final OrderBook book;
    private final Transactions transactions;

    AssistedData(AssistedTable table, PayLinkTable links, Closing closing, OrderBook book, Transactions transactions) {
        this.table = table;
        this.links = links;
        this.closing = closing;
        this.book = book;
        this.transactions = transactions;
    }

    /** @param name null once it is not open any more, as {@code phone} is @param reference where paper or recording lies */
    @Serdeable
    record ForMe(
            String nodeCode,
            CounterOrders.State state,
            @Nullable String name,
            @Nullable String phone,
            Consents.Way consentWay,
            LocalDate consentOn,
            @Nullable String reference,
            Instant openedAt,
            @Nullable String groupId) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "ForMe[" + groupId + "]";
        }
    }

    @Override
    public String section() {
        return "assisted-orders";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> table.of(accountId)).stream()
                .map(one -> new ForMe(
                        one.nodeCode(),
                        one.state(),
                        one.name(),
                        one.phone(),
                        one.consentWay(),
                        one.consentOn(),
                        one.reference(),
                        one.openedAt(),
                        one.groupId()))
                .toList();
    }

    /** Orders that are not settled are told by whoever has them. */
    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    /** Each cart's lock makes sure that nobody placed from it since it was asked what is open. */
    @Override
    public List<Kept> erase(String accountId) {
        table.of(accountId).forEach(one -> closing.close(one.assistedId()));
        int open = book.unsettled(accountId);
        if (open > 0) {
            throw OwnData.notYet(List.of(new Objection("open-orders", "未完成或待退款的订单 · Orders are not settled")));
        }
        table.of(accountId).stream()
                .map(Assisted::groupId)
                .filter(Objects::nonNull)
                .forEach(links::end);
        table.forgetReferences(accountId);
        return List.of(new Kept(
                "站长曾代下单（仅账号编号、日期和方式） · That a keeper ordered for him (ids, dates and way)",
                "代理订单的凭证，民法典第188条诉讼时效三年 · Proof of what was ordered for others, Civil Code art. 188, three years"));
    }
}
