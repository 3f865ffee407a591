//! Where the record lies in the browser: a list of texts in `IndexedDB` that only grows, one for each attempt.
//!
//! Each of these opens the database for itself, so that nothing is left behind when the reader clears the site's data, and no
//! tab keeps another one waiting.

use idb::{Database, DatabaseEvent, Error, Factory, ObjectStoreParams, TransactionMode, TransactionResult};
use wasm_bindgen::JsValue;

const DATABASE: &str = "gradus";
const STORE: &str = "attempts";

/// Every entry, in the order in which they were appended. What is no text is given as JSON.
pub async fn read() -> Result<Vec<String>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let values = transaction.object_store(STORE)?.get_all(None, None)?.await?;
    database.close();
    let text = |value: JsValue| {
        value
            .as_string()
            .unwrap_or_else(|| js_sys::JSON::stringify(&value).map_or_else(|_| String::new(), String::from))
    };
    Ok(values.into_iter().map(text).collect())
}

/// Appends entries: all of them, or none.
pub async fn append(entries: &[String]) -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    for entry in entries {
        store.add(&JsValue::from_str(entry), None)?.await?;
    }
    // Only now: where a request fails, its error is known here, and nothing listens any more when the rest is undone.
    let committed = transaction.await?;
    database.close();
    match committed {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(Error::DomExceptionNotFound),
    }
}

/// Removes every entry.
pub async fn clear() -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.clear()?.await?;
    let committed = transaction.await?;
    database.close();
    match committed {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(Error::DomExceptionNotFound),
    }
}

/// The database, made where there is none. No version is asked for, so that a newer one's opens too.
async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, None)?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            let mut parameters = ObjectStoreParams::new();
            parameters.auto_increment(true);
            // Where this fails, so does the first transaction, and that is told.
            let _ = database.create_object_store(STORE, parameters);
        }
    });
    request.await
}
