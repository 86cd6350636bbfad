/** What both ends share: the owner's process and the supervisor's. */
package org.cunlu.devstack.link;
