/** Revoking a device. */
export const revokeEn = {
  action: 'Revoke…',
  title: 'Revoke {{device}}?',
  text: 'Its certificate will not open the door any more, neither in the app nor in a browser. All other devices keep working.',
  reason: 'Why?',
  reasons: {
    keyCompromise: 'Lost or stolen',
    superseded: 'Replaced by another',
    cessationOfOperation: 'No longer used',
    unspecified: 'Another reason',
  },
  learns: {
    later: 'The proxy’s files will say so once you save them.',
    crl: 'The proxy does not know until you copy the new revocation list to it. Home then shows how.',
    configuration: 'The proxy does not know until you copy its new configuration to it. Home then shows how.',
    none: '{{proxy}} cannot be told: the device still gets in until the home has a new device authority. Home then says what to do.',
  },
  final: 'This cannot be undone. To let the device in again, add it once more.',
  confirm: 'Revoke {{device}}',
  revoked: 'Revoked',
  revokedOn: '{{reason}} · {{when}}',
  stillOpens: '{{device}} still opens the door',
  stillOpensText: 'Its file has left this computer, so removing it here would only hide that. Revoke it first; then it can be removed.',
  removeRevokedText: 'Its private key is deleted from this computer. It stays on the revocation list, so the door keeps refusing it.',
  removeOwnText: 'Its private key is deleted from this computer and cannot be brought back.',
} as const;
