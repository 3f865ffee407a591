//! What tabs tell one another about the record.

use crate::app::dom::Listener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "gradus:record";

/// What has happened to the record in another tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// There is more in it.
    Added,
    /// All of it was removed.
    Forgotten,
}

impl News {
    const ALL: [Self; 2] = [Self::Added, Self::Forgotten];

    fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Forgotten => "forgotten",
        }
    }
}

/// The other tabs, for as long as this is held.
pub struct Tabs {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Tabs {
    /// Calls `hear` whenever another tab tells something. A browser without such channels tells nothing.
    pub fn new(mut hear: impl FnMut(News) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let listener = Listener::new(&channel, "message", move |event| {
            let name = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(news) = News::ALL.into_iter().find(|news| name.as_deref() == Some(news.name())) {
                hear(news);
            }
        });
        Some(Self { channel, _listener: listener })
    }

    /// Tells the other tabs.
    pub fn tell(&self, news: News) {
        let _ = self.channel.post_message(&JsValue::from_str(news.name()));
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
