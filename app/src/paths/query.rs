//! The part of an address after its `?`.

/// The query of an address, without its `?`; empty where there is none.
#[must_use]
pub fn query_of(address: &str) -> &str {
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    address.split_once('?').map_or("", |(_, query)| query)
}

/// The value of the parameter `name` in a query. A name that is written with an encoding is none of ours.
#[must_use]
pub fn query_value(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.find_map(|(key, value)| (key == name).then(|| decode(value)))
}

/// Every name and value of a query, in its order.
pub fn query_pairs(query: &str) -> impl Iterator<Item = (&str, String)> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name, decode(value)))
}

/// A query without the parameter `name`, the others as they are.
#[must_use]
pub fn query_without(query: &str, name: &str) -> String {
    let others = query.split('&').filter(|pair| pair.split('=').next() != Some(name));
    others.collect::<Vec<_>>().join("&")
}

/// Undoes what forms do to a value; empty where that makes no text.
fn decode(value: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let (mut bytes, mut rest) = (Vec::with_capacity(value.len()), value.as_bytes());
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        bytes.push(match (first, digit(after.first()), digit(after.get(1))) {
            (b'%', Some(high), Some(low)) => {
                rest = &after[2..];
                u8::try_from(high * 16 + low).unwrap_or_default()
            }
            (b'+', ..) => b' ',
            _ => first,
        });
    }
    String::from_utf8(bytes).unwrap_or_default()
}
