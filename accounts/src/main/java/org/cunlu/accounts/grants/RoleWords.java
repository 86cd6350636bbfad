package org.cunlu.accounts.grants;

import java.util.Locale;
import java.util.Map;
import org.cunlu.kernel.caller.Role;

/** What roles are called when people are told of them; the same as on the pages. */
final class RoleWords {
    private RoleWords() {}

    /** @return the facts that notices of roles need */
    static Map<String, String> of(Role role) {
        return Map.of("role", chinese(role), "english", english(role));
    }

    private static String chinese(Role role) {
        return switch (role) {
            case CONSUMER -> "消费者";
            case STATION_KEEPER -> "站长";
            case WAREHOUSE_WORKER -> "仓库人员";
            case DRIVER -> "司机";
            case DISPATCHER -> "调度员";
            case INSPECTOR -> "检查员";
            case SELLER -> "卖家";
            case SUPPLIER -> "供货商";
            case LIVE_HOST -> "主播";
            case SHOP_GOODS -> "店铺商品员";
            case SHOP_ORDERS -> "店铺订单员";
            case SHOP_MONEY -> "店铺财务";
            case BRAND_OWNER -> "品牌方";
            case COUNTY_OPERATOR -> "县级运营人员";
            case RESERVE_OFFICER -> "储备管理员";
            case RESERVE_HOLDER -> "承储方";
            case RESERVE_REVIEWER -> "储备审核员";
            case RESERVE_AUTHORITY -> "储备主管部门";
            case RESERVE_AUDITOR -> "储备审计员";
        };
    }

    private static String english(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
