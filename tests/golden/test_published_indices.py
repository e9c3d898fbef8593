"""Indices of concentration as another project publishes them.

The figures stand in the public repository pysal/inequality, file inequality/tests/test_indices.py, at commit
7a757e5d97b2e4d28d968299eb625eedbce651aa, with eight decimals or more. Its tables come from NumPy's old generator with
the seed 0, rows are areas and columns are groups or industries. None of its code is used.
"""

import math

import numpy as np
import pytest

from clusteratlas.measures import (
    ellison_glaeser_kernel,
    herfindahl_kernel,
    hoover_kernel,
    krugman_specialisation_kernel,
    locational_gini_kernel,
    maurel_sedillot_kernel,
    theil_kernel,
    variety_kernel,
)

X = np.array([[0, 1, 2], [0, 2, 4], [0, 0, 3]])
Y = np.random.RandomState(0).randint(1, 10, size=(4, 3))
Z = np.random.RandomState(0).randint(10, 50, size=(3, 4))
V = np.random.RandomState(0).uniform(0, 1, size=4)
WITHIN = {"rtol": 0, "atol": 1e-8}


def test_ellison_and_glaeser() -> None:
    # TestEllisonGlaeserEGG: without indices of plants each job is a plant.
    found = ellison_glaeser_kernel(Z, 1 / Z.sum(axis=0))
    np.testing.assert_allclose(found, [0.0544994, 0.01624183, 0.01014058, 0.02880251], **WITHIN)
    found = ellison_glaeser_kernel(Z, V)
    np.testing.assert_allclose(found, [-1.0617873, -2.39452501, -1.45991648, -1.11740985], **WITHIN)
    # TestEllisonGlaeserEGGPop
    found = ellison_glaeser_kernel(Y, 1 / Y.sum(axis=0))
    np.testing.assert_allclose(found, [-0.02150826, 0.01329858, -0.03894556], **WITHIN)


def test_maurel_and_sedillot() -> None:
    # TestMaurelSedillotMSG
    found = maurel_sedillot_kernel(Z, 1 / Z.sum(axis=0))
    np.testing.assert_allclose(found, [0.07858256, 0.03597749, 0.03937436, -0.00904911], **WITHIN)
    found = maurel_sedillot_kernel(Z, V.round(3))
    np.testing.assert_allclose(found, [-1.01010171, -2.32421555, -1.38868998, -1.20049894], **WITHIN)
    # TestMaurelSedillotMSGPop
    found = maurel_sedillot_kernel(Y, 1 / Y.sum(axis=0))
    np.testing.assert_allclose(found, [-0.05503571, 0.04414672, -0.02866628], **WITHIN)


def test_herfindahl() -> None:
    # TestHerfindahlHD: of the groups' totals
    assert herfindahl_kernel(X.sum(axis=0, keepdims=True))[0] == pytest.approx(0.625, abs=1e-15)


def test_gini_and_hoover_against_an_even_spread() -> None:
    totals = Y.sum(axis=0)[:, None]
    # TestGiniGI, TestGiniGIG, TestHooverHI
    assert locational_gini_kernel(totals, "uniform")[0] == pytest.approx(0.05128205128205132, abs=1e-15)
    np.testing.assert_allclose(locational_gini_kernel(Y, "uniform"), [0.125, 0.32894737, 0.18181818], **WITHIN)
    assert hoover_kernel(totals, "uniform")[0] == pytest.approx(0.041025641025641046, abs=1e-15)


def test_krugman_is_the_segregation_of_a_group_from_all_others() -> None:
    # TestSegregationGSG: areas are to a group what industries are to a region
    found = krugman_specialisation_kernel(Y.T)
    np.testing.assert_allclose(found, [0.18292683, 0.24713959, 0.09725159], **WITHIN)


def test_entropy_is_total_variety() -> None:
    # TestShannonSE, in nats
    found = variety_kernel(Y.sum(axis=0, keepdims=True), np.zeros(3, np.int64)).total[0]
    assert found * math.log(2) == pytest.approx(1.094070862104929, abs=1e-14)


def test_theil_of_all_groups_together() -> None:
    # TestTheilTH: the indices of the groups, weighted by their size, over the entropy of the groups
    present = X[:, 1:]
    sizes = present.sum(axis=0) / present.sum()
    entropy = -(sizes * np.log(sizes)).sum()
    assert theil_kernel(present).total @ sizes / entropy == pytest.approx(0.15106563978903298, abs=1e-14)
