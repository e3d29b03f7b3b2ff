//! Whose request it is, behind a known number of reverse proxies.
//!
//! Each proxy appends the address it was called from to `X-Forwarded-For`. With so many proxies in front, so many
//! entries from the right are theirs to vouch for; what stands further left was written by whoever sent the request and
//! is not believed. Without proxies the header is nobody's word.

use std::net::{IpAddr, SocketAddr};

use http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of the client behind `proxies` proxies, of which the nearest called from `peer`.
///
/// Where an entry is missing (the request did not pass all proxies) or is no address, the entry of the proxy nearer to
/// this server counts, and in the end the peer.
pub(crate) fn client_address(headers: &HeaderMap, peer: IpAddr, proxies: usize) -> IpAddr {
    let mut client = peer;
    let values = headers.get_all(FORWARDED_FOR).iter().rev();
    // A value that is no text cannot be taken apart: nothing from there on is believed.
    let lines = values.map_while(|value| value.to_str().ok());
    let entries = lines.flat_map(|line| line.rsplit(','));
    for address in entries.take(proxies).map_while(address) {
        client = address;
    }
    client.to_canonical()
}

/// An address as proxies write it: plain, in brackets, with or without a port, in quotes or not.
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim().trim_matches('"');
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let plain = bare.unwrap_or(entry).parse().ok();
    plain.or_else(|| entry.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn client(lines: &[&str], proxies: usize) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        client_address(&headers, [10, 0, 0, 1].into(), proxies).to_string()
    }

    #[test]
    fn without_proxies_the_header_is_ignored() {
        for lines in [&[][..], &["203.0.113.7"], &["203.0.113.7, 203.0.113.8"]] {
            assert_eq!(client(lines, 0), "10.0.0.1", "{lines:?}");
        }
    }

    #[test]
    fn the_count_from_the_right_names_the_client() {
        assert_eq!(client(&["203.0.113.7"], 1), "203.0.113.7");
        assert_eq!(client(&["203.0.113.7, 10.0.0.2"], 2), "203.0.113.7");
        assert_eq!(client(&["203.0.113.7", "10.0.0.2"], 2), "203.0.113.7");
    }

    #[test]
    fn what_the_client_itself_wrote_is_not_believed() {
        assert_eq!(client(&["198.51.100.1, 203.0.113.7"], 1), "203.0.113.7");
        assert_eq!(client(&["198.51.100.1", "203.0.113.7"], 1), "203.0.113.7");
        assert_eq!(client(&["198.51.100.1, 203.0.113.7, 10.0.0.2"], 2), "203.0.113.7");
    }

    #[test]
    fn a_short_header_ends_at_the_last_proxy_that_spoke() {
        assert_eq!(client(&[], 2), "10.0.0.1");
        assert_eq!(client(&["203.0.113.7"], 2), "203.0.113.7");
    }

    #[test]
    fn an_entry_that_is_no_address_ends_the_trust() {
        for wrong in ["", "unknown", "_hidden", "203.0.113", "203.0.113.7;x", "<script>"] {
            assert_eq!(client(&[wrong], 1), "10.0.0.1", "{wrong}");
            assert_eq!(client(&[&format!("{wrong}, 10.0.0.2")], 2), "10.0.0.2", "{wrong}");
            assert_eq!(client(&[&format!("203.0.113.7, {wrong}")], 2), "10.0.0.1", "{wrong}");
        }
        let mut headers = HeaderMap::new();
        headers.append(
            FORWARDED_FOR,
            http::HeaderValue::from_bytes(b"203.0.113.7\xff").unwrap(),
        );
        assert_eq!(
            client_address(&headers, [10, 0, 0, 1].into(), 1).to_string(),
            "10.0.0.1"
        );
    }

    #[test]
    fn addresses_are_read_as_proxies_write_them() {
        for (written, address) in [
            ("203.0.113.7:5123", "203.0.113.7"),
            ("2001:db8::7", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("\"[2001:db8::7]:5123\"", "2001:db8::7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
        ] {
            assert_eq!(client(&[written], 1), address, "{written}");
        }
    }
}
