package org.cunlu.accounts;

import java.util.Optional;

/** People who want to be told by WeChat what can wait; what guards an account comes by short message always. */
public interface WeChatNotices {
    /** @return by what WeChat calls somebody who wants it and whose identity there is linked still; empty for all others */
    Optional<String> openid(String accountId);
}
