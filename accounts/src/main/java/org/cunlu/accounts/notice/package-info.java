/** Short messages: queued with what they tell of, sent after it through a gateway; codes within the county's budget. */
package org.cunlu.accounts.notice;
