//! What the page must hold.

/// Returns the name by which a policy allows a script.
pub fn hash_of(script: &str) -> String {
    use sha2::Digest;
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let hash = sha2::Sha256::digest(script.as_bytes());
    let mut text = String::from("sha256-");
    for three in hash.chunks(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for at in 0..4 {
            let sign = match at <= three.len() {
                true => char::from(SIGNS[(bits >> (18 - 6 * at)) as usize & 63]),
                false => '=',
            };
            text.push(sign);
        }
    }
    text
}
