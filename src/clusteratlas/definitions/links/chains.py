"""What clusters buy from and sell to each other: the sales between industries, added up by a definition."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from clusteratlas.definitions.links.tables import REST, links

NO_CLUSTER = "none"  # industries that stand in no cluster


def cluster_sales(clusters: Mapping[str, str], year: int = 2017) -> pa.Table:
    """Sales between clusters of the whole country, with their shares of what is sold and of what is bought.

    x_cd is what all industries of c sell to all of d; of_sales = x_cd / sum over d, of_purchases = x_cd / sum over c.
    A share of purchases of 0.2 reads: of all that d buys, a fifth comes from c.

    Parameters:
        clusters: industry (NAICS 2017, six digits) to cluster; an industry that is absent stands in no cluster.
        year: of the accounts, 2012 or 2017.

    Returns:
        cluster, other, value (millions of dollars), of_sales, of_purchases (0 to 1), ordered by cluster and other;
        pairs that do not trade have no row. The code `none` stands for industries in no cluster, `rest` for all
        that is no industry: households, government, investment and abroad as buyers, abroad and scrap as sellers.

    Raises:
        UnknownChoice: a year the accounts are not there for.

    Notes:
        These are flows of the nation. What firms of one region buy may come from anywhere. The sales of codes that
        stand for several industries are shared out by jobs, see `links`.

    References:
        US Bureau of Economic Analysis, Input-Output Accounts.

    Example:
        >>> sales = cluster_sales({"336411": "aircraft"})
        >>> sorted(set(sales["other"].to_pylist()))
        ['aircraft', 'none', 'rest']
    """
    flows = links("us-input-output", year)
    sums = pa.table(
        {
            "cluster": _clusters(flows["industry"], clusters),
            "other": _clusters(flows["other"], clusters),
            "value": flows["value"],
        }
    )
    sums = sums.group_by(["cluster", "other"]).aggregate([("value", "sum")]).rename_columns({"value_sum": "value"})
    sums = _with_share(_with_share(sums, "cluster", "of_sales"), "other", "of_purchases")
    return sums.select(["cluster", "other", "value", "of_sales", "of_purchases"]).sort_by(
        [("cluster", "ascending"), ("other", "ascending")]
    )


def _clusters(industries: pa.ChunkedArray, clusters: Mapping[str, str]) -> pa.ChunkedArray:
    codes = pa.array([*clusters, REST], pa.string())
    names = pa.array([*clusters.values(), REST], pa.string())
    places = pc.index_in(industries.cast(pa.string()), value_set=codes)
    return pc.fill_null(names.take(places.combine_chunks()), NO_CLUSTER)


def _with_share(sums: pa.Table, by: str, name: str) -> pa.Table:
    totals = sums.group_by([by]).aggregate([("value", "sum")])
    joined = sums.join(totals, by)
    return joined.append_column(name, pc.divide(joined["value"], joined["value_sum"])).drop_columns("value_sum")
