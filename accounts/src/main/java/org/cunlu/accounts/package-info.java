/** Who people are and what they may do. The only module that keeps names, phones and addresses; others keep ids. */
package org.cunlu.accounts;
