package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.AfterSales.Short;
import org.cunlu.orders.AfterSales.View;
import org.cunlu.orders.ShopAfterSales;

/** The seller's side: pages and endpoints ask here alike. */
@Singleton
class SellerDesk implements ShopAfterSales {
    private final Answering answering;
    private final Looking looking;

    SellerDesk(Answering answering, Looking looking) {
        this.answering = answering;
        this.looking = looking;
    }

    @Override
    public Page<Short> list(Caller caller, @Nullable Part part, @Nullable String cursor, @Nullable Integer limit) {
        return looking.listOfSellers(shops(caller), part, cursor, limit);
    }

    @Override
    public long waiting(Caller caller) {
        return looking.waiting(shops(caller));
    }

    @Override
    public View one(Caller caller, String requestId) {
        return looking.ofSeller(shops(caller), requestId);
    }

    @Override
    public byte[] photo(Caller caller, String requestId, String photoId) {
        return looking.photoOfSeller(shops(caller), requestId, photoId);
    }

    @Override
    public Done accept(Caller caller, String requestId, @Nullable String key) {
        return answering.accept(shops(caller), caller.accountId(), requestId, key);
    }

    @Override
    public Done decline(Caller caller, String requestId, String words, @Nullable String key) {
        return answering.decline(shops(caller), caller.accountId(), requestId, new Answering.Said(words), key);
    }

    @Override
    public Done offer(Caller caller, String requestId, long fen, @Nullable String words, @Nullable String key) {
        return answering.offer(shops(caller), caller.accountId(), requestId, new Answering.Amount(fen, words), key);
    }

    @Override
    public Done say(Caller caller, String requestId, String words, @Nullable String key) {
        return answering.sellerSays(shops(caller), caller.accountId(), requestId, new Answering.Said(words), key);
    }

    private static List<String> shops(Caller caller) {
        return ShopRight.ORDERS.shops(caller);
    }
}
