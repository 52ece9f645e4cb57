//! Built-in profiles: settings as data, for those who report alike.

use std::path::Path;
use std::sync::LazyLock;

use super::{Layer, Origin, read};

/// Names and texts, the general before the special.
const PROFILES: [(&str, &str); 4] = [
    ("national", include_str!("../../profiles/national.toml")),
    ("government", include_str!("../../profiles/government.toml")),
    ("department", include_str!("../../profiles/department.toml")),
    ("township", include_str!("../../profiles/township.toml")),
];

static LAYERS: LazyLock<Vec<Layer>> = LazyLock::new(|| {
    let layer = |(name, text): &(&'static str, &str)| {
        read::layer(Origin::Profile(name), Path::new(""), text).expect("the profiles are tested")
    };
    PROFILES.iter().map(layer).collect()
});

impl Layer {
    /// The names of the built-in profiles.
    pub fn profile_names() -> impl Iterator<Item = &'static str> + Clone {
        PROFILES.iter().map(|(name, _)| *name)
    }

    /// The built-in profile with this name.
    pub fn profile(name: &str) -> Option<&'static Layer> {
        let name = known(name)?;
        LAYERS.iter().find(|layer| layer.origin == Origin::Profile(name))
    }
}

fn known(name: &str) -> Option<&'static str> {
    Layer::profile_names().find(|known| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_can_be_had_by_its_name() {
        for name in Layer::profile_names() {
            let layer = Layer::profile(name).unwrap();
            assert!(layer.include.is_none() && layer.exclude.is_none(), "{name} names files");
            assert!(layer.overrides.is_empty() && layer.packs.is_empty(), "{name} names files");
            assert!(layer.suppressions.is_empty(), "{name} names files");
        }
        assert!(Layer::profile("province").is_none());
    }
}
