package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.AfterSales.Short;
import org.cunlu.orders.AfterSales.View;
import org.cunlu.orders.AfterSales.Wanted;
import org.cunlu.orders.BuyerAfterSales;

/** The buyer's side: pages and endpoints ask here alike. */
@Singleton
class BuyerDesk implements BuyerAfterSales {
    private final Asking asking;
    private final StillAskable stillAskable;
    private final Answering answering;
    private final Looking looking;

    BuyerDesk(Asking asking, StillAskable stillAskable, Answering answering, Looking looking) {
        this.asking = asking;
        this.stillAskable = stillAskable;
        this.answering = answering;
        this.looking = looking;
    }

    @Override
    public Askable askable(String buyer, String orderId) {
        return stillAskable.of(buyer, orderId);
    }

    @Override
    public String ask(String buyer, Wanted wanted, @Nullable String key) {
        return asking.ask(buyer, wanted, key);
    }

    @Override
    public Page<Short> list(String buyer, @Nullable String cursor, @Nullable Integer limit) {
        return looking.listOfBuyer(buyer, cursor, limit);
    }

    @Override
    public List<Short> ofOrder(String buyer, String orderId) {
        return looking.ofOrder(buyer, orderId);
    }

    @Override
    public View one(String buyer, String requestId) {
        return looking.ofBuyer(buyer, requestId);
    }

    @Override
    public byte[] photo(String buyer, String requestId, String photoId) {
        return looking.photoOfBuyer(buyer, requestId, photoId);
    }

    @Override
    public Done takeOffer(String buyer, String requestId, @Nullable String key) {
        return answering.takeOffer(buyer, requestId, key);
    }

    @Override
    public Done dispute(String buyer, String requestId, String words, @Nullable String key) {
        return answering.dispute(buyer, requestId, new Answering.Said(words), key);
    }

    @Override
    public Done say(String buyer, String requestId, String words, @Nullable String key) {
        return answering.buyerSays(buyer, requestId, new Answering.Said(words), key);
    }

    @Override
    public Done withdraw(String buyer, String requestId, @Nullable String key) {
        return answering.withdraw(buyer, requestId, key);
    }
}
