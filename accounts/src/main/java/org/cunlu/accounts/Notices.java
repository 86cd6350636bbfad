package org.cunlu.accounts;

import java.util.Map;

/** Short messages to people's phones. Queued with the caller's transaction, sent after it, outside of any. */
public interface Notices {
    /** What can be told; with it the facts that its text needs. The texts stand in {@code notices_zh} and {@code notices_en}. */
    enum Kind {
        /** {@code code}, {@code minutes}. The only one that is refused when the county's budget is spent. */
        CODE,
        PASSWORD_CHANGED,
        /** {@code phone}: the new one, masked. */
        PHONE_CHANGED,
        NEW_DEVICE,
        /** {@code role} and {@code english}, in words. */
        ROLE_GIVEN,
        /** The same. */
        ROLE_ENDED,
        /** {@code role}, in words; {@code code}. */
        INVITATION,
        /** {@code document}, {@code date}. */
        DOCUMENT_EXPIRING,
        DATA_ERASED,
        /** {@code provider}: its name in the configuration. */
        IDENTITY_LINKED,
        /** The same. */
        IDENTITY_UNLINKED,
        /** Taken off by himself. */
        SECOND_FACTOR_OFF,
        /** Taken off by others, because it was lost. */
        SECOND_FACTOR_RESET,
        /** {@code left}: how many are left. */
        RECOVERY_CODE_USED,
        /** {@code date} and {@code time} at which a parcel can be collected now, {@code reason} and {@code english}, in words. */
        PARCEL_LATE,
        /** The same, and {@code station}: where it can be collected now. */
        PARCEL_MOVED,
        /** {@code reason} and {@code english}: nobody knows yet when it comes. */
        PARCEL_HELD_UP,
        /** The same, for the keeper: parcels bound for his station. */
        STATION_PARCELS_LATE,
        /** {@code thing}: number of a parcel or bag; {@code station}. Nobody there answered for a difference in time: it pays. */
        DIFFERENCE_DECIDED,
        /** The same, for the county: it was decided by default, or is to be decided. */
        DIFFERENCE_OVERDUE,
        /** {@code station}, {@code hours}, {@code until}: a parcel waits for whoever is told. */
        PARCEL_READY,
        /** {@code station}, {@code until}: it still does. */
        PARCEL_WAITS,
        /** {@code station}, {@code reason}: it was not collected there and goes back. */
        PARCEL_GOES_BACK,
        /** {@code station}: where it waits; he asked for it elsewhere. */
        PARCEL_ELSEWHERE,
        /** {@code station}, {@code count}, {@code trip}, {@code time}: for its keeper. */
        BAGS_COMING,
        /** {@code station}, {@code date}, {@code time}, {@code brings} and {@code takes}: so many parcels. For its keeper. */
        TOUR_COMES,
        /** {@code release}, {@code station}, {@code date}: goods of a release of the reserve come on that day. To its keeper. */
        RELEASE_COMES,
        /** {@code release}, {@code station}, {@code time}: it will not be, or was not, served by then. To who proposed and approved. */
        RELEASE_LATE,
        /** {@code release}, {@code date}: what it took is to be there again by then. To the same. */
        RELEASE_REFILL_DUE,
        /** {@code lot}, {@code parcels}: how many of these at the station. To who works there. */
        LOT_RECALLED,
        /** {@code holding}, {@code lot}, {@code date}: when a lot of the reserve is due to be turned. To officers of its level. */
        RESERVE_LOT_DUE,
        /** {@code order}. To who has bought and has it. */
        BOUGHT_LOT_RECALLED,
        /** {@code order}. To who has bought and waits for it. */
        ORDERED_LOT_RECALLED,
        /** {@code order}; {@code refund}: what goes back to him, such as {@code ¥12.30}. */
        ORDER_CAME_BACK,
        /** The same. */
        ORDER_LOST,
        /** The same. */
        ORDER_SHORT,
        /** The county changed it. */
        ORDER_CHANGED,
        /** {@code order}, {@code pay}: what it would cost, {@code more}: what he is to pay for it, {@code time}: until when. */
        ORDER_CHANGE_OFFERED,
        /** The same: it could not be done any more, and what was paid for it goes back. */
        ORDER_CHANGE_FAILED,
        /** What is sent instead of goods that came back is lost, or lacks pieces. */
        REPLACEMENT_AMISS,
        /** It weighs less than was paid for. */
        ORDER_WEIGHED,
        /** The same. */
        ORDER_NOT_TO_BE_HAD,
        /** The same: a release of the reserve took what it was to have. */
        ORDER_CALLED_UP,
        /**
         * {@code order}, {@code pieces}, {@code date}, {@code reason} and {@code english}: so many pieces of it come by another
         * parcel from elsewhere, on that day.
         */
        ORDER_FROM_ELSEWHERE,
        /** {@code order}, {@code date}: what it waits for is expected on that day, later than it was. */
        ORDER_EXPECTED_LATER,
        /** {@code shop}: one may sell now. To who applied. */
        SHOP_APPROVED,
        /** {@code shop}, {@code reason}. */
        SHOP_DECLINED,
        /** {@code shop}, {@code reason}: all its offers are off sale. To who runs it, as all of the following. */
        SHOP_SUSPENDED,
        /** {@code shop}. */
        SHOP_REINSTATED,
        /** {@code licence} and {@code english}, in words. */
        LICENCE_APPROVED,
        /** The same, and {@code reason}. */
        LICENCE_DECLINED,
        /** {@code licence} and {@code english}, in words; {@code date}: its last day. */
        LICENCE_EXPIRING,
        /** {@code licence} and {@code english}, in words. */
        LICENCE_EXPIRED,
        /** {@code product}. */
        PRODUCT_APPROVED,
        /** {@code product}, {@code reason}. */
        PRODUCT_DECLINED,
        /** {@code product}, {@code reason}: the county took it off sale. */
        PRODUCT_WITHDRAWN,
        /** {@code product}. */
        CHANGE_APPROVED,
        /** {@code product}, {@code reason}. */
        CHANGE_DECLINED,
        /** {@code brand}. */
        BRAND_GRANTED,
        /** {@code brand}, {@code reason}. */
        BRAND_REVOKED,
        /** {@code order}; {@code pieces} of {@code ordered} come on {@code date}; {@code refund} goes back. */
        PRESALE_COMES,
        /** {@code order}; {@code pieces} of {@code ordered} are there, and {@code amount} is to be paid until {@code date}. */
        PRESALE_BALANCE,
        /** {@code order}; it is sent until {@code date} now; all goes back by itself after {@code until}. */
        PRESALE_DELAYED,
        /** {@code order}; it was to be sent until {@code date}; all goes back by itself after {@code until}. */
        PRESALE_OVERDUE,
        /** {@code station}, {@code order}, {@code amount}: its keeper ordered for whoever is told. */
        ORDERED_FOR_YOU,
        /** {@code station}, {@code amount}, {@code code}, {@code minutes}: its keeper would take so much of his subsidies. */
        SUBSIDY_CONSENT,
        /** {@code order}: all who buy together have paid, and it is sent. */
        TEAM_FULL,
        /** {@code order}, {@code refund}: they did not find together in time. */
        TEAM_NOT_FULL,
        /** {@code station}, {@code order}, {@code amount}, {@code receipt}: its number. A keeper took cash for an order. */
        CASH_RECEIPT,
        /** {@code station}, {@code amount}, {@code receipt}: paid out in cash of his balance. */
        CASH_REFUND_PAID,
        /** {@code webhook}: its number. It was switched off, for nobody was there for long. To who made it. */
        WEBHOOK_OFF,
        /** {@code order}, {@code refund}: what it comes to. To the shop; its buyer asks for something after he has received. */
        RETURN_ASKED,
        /** {@code order}. To the buyer: he may hand the goods in. */
        RETURN_AGREED,
        /** {@code order}, {@code refund}: what is offered instead. */
        RETURN_OFFERED,
        /** {@code order}. */
        RETURN_DECLINED,
        /** {@code order}. The county decides; both sides may say something. */
        RETURN_DISPUTED,
        /** {@code order}, {@code refund}. To the buyer. */
        RETURN_SETTLED,
        /** The same, to the shop. */
        RETURN_SETTLED_SHOP,
        /** {@code order}, {@code refund}: what the county decided, to the shop. */
        RETURN_DECIDED,
        /** {@code order}. To the buyer. */
        RETURN_REJECTED,
        /** {@code order}. To the buyer: nobody went on with it in time. */
        RETURN_LAPSED,
        /** {@code product}. To the writer: the county does not show his review. */
        REVIEW_HIDDEN
    }

    /**
     * Tells somebody by the phone that his account has now; nobody is told where it has none. Joins the caller's transaction.
     * @throws IllegalStateException, IllegalArgumentException as {@link #queue}
     */
    void tell(String accountId, Kind kind, Map<String, String> facts);

    /** The same, to a number that is not, or not any more, the account's. */
    void tell(String accountId, MobileNumber to, Kind kind, Map<String, String> facts);

    /**
     * To a number, whoever has it.
     * @param facts values for the placeholders of the text; codes among them are sealed while they wait
     * @throws IllegalStateException when no transaction is under way
     * @throws IllegalArgumentException when a fact that the text needs is missing
     * @throws org.cunlu.kernel.problem.ProblemException 503 {@code codes-unavailable} for a code beyond the county's budget
     */
    void queue(MobileNumber to, Kind kind, Map<String, String> facts);
}
