"""The headers that large mail services write, as they look on ordinary days; names and addresses are made up."""

from __future__ import annotations

_REST = "From: Jane Doe <jane@{domain}>\nTo: Reporter <desk@paper.example>\nSubject: Lunch on Friday\n"
_BODY = "\n\nDear all,\n\nsee you on Friday. The final draft is with the lawyers.\n\nBest,\nJane\n"

GMAIL = (
    "Delivered-To: desk@paper.example\n"
    "Received: by 2002:a05:7000:a88:0:0:0:0 with SMTP id zb8csp1234567mab;\n        Mon, 6 Jan 2020 08:00:05 "
    "-0800 (PST)\n"
    "X-Received: by 2002:a17:902:7c90:: with SMTP id y16mr12345pll.1;\n        Mon, 06 Jan 2020 08:00:05 "
    "-0800 (PST)\n"
    "Return-Path: <jane@gmail.com>\n"
    "Received: from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41])\n"
    "        by mx.google.com with SMTPS id q14sor12345\n        (Google Transport Security);\n"
    "        Mon, 06 Jan 2020 08:00:05 -0800 (PST)\n"
    "Received: by mail-lf1-f41.google.com with SMTP id m30so1234567lfp.8\n"
    "        for <desk@paper.example>; Mon, 06 Jan 2020 08:00:04 -0800 (PST)\n"
    "MIME-Version: 1.0\nDate: Mon, 6 Jan 2020 17:00:00 +0100\n"
    "Message-ID: <CAJ+abcdefghijk@mail.gmail.com>\n"
    + _REST.format(domain="gmail.com")
    + 'Content-Type: text/plain; charset="UTF-8"'
    + _BODY
)
OUTLOOK = (
    "Received: from AM6PR0102MB3208.eurprd01.prod.exchangelabs.com\n (2603:10a6:206::34) by\n"
    " VI1PR0102MB2687.eurprd01.prod.exchangelabs.com with HTTPS; Mon, 6 Jan 2020\n 16:00:07 +0000\n"
    "Received: from DB5EUR01FT017.eop-EUR01.prod.protection.outlook.com\n (2a01:111:e400::1) by AM6PR0102MB3208."
    "eurprd01.prod.exchangelabs.com\n (2603:10a6:206::34) with Microsoft SMTP Server (version=TLS1_2,\n"
    " cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.2602.12; Mon, 6 Jan\n 2020 16:00:06 +0000\n"
    "Received: from EUR02-HE1-obe.outbound.protection.outlook.com (40.92.66.34) by\n"
    " DB5EUR01FT017.mail.protection.outlook.com (10.152.4.1) with Microsoft SMTP\n Server id 15.20.2602.11 "
    "via Frontend "
    "Transport; Mon, 6 Jan 2020 16:00:06 +0000\n"
    "Received: from HE1P192MB0001.EURP192.PROD.OUTLOOK.COM ([fe80::c5b:1234]) by\n"
    " HE1P192MB0001.EURP192.PROD.OUTLOOK.COM ([fe80::c5b:1234%7]) with mapi id\n 15.20.2602.015; Mon, 6 Jan "
    "2020 16:00:05 "
    "+0000\n" + _REST.format(domain="outlook.com") + "Thread-Index: AQHVxKx3Zk1YYkWJ+0uPk5cYb2vE1Q==\n"
    "Date: Mon, 6 Jan 2020 16:00:05 +0000\nMessage-ID: <HE1P192MB0001ABC@HE1P192MB0001.EURP192.PROD.OUTLOOK.COM>\n"
    "Content-Type: text/plain; charset=utf-8" + _BODY
)
FASTMAIL = (
    "Received: from compute1.internal (compute1.nyi.internal [10.202.2.41])\n\t by sloti36d1t04 (Cyrus) with LMTPA;\n"
    "\t Mon, 06 Jan 2020 11:00:06 -0500\n"
    "Received: from mx3 ([10.202.2.202])\n  by compute1.internal (MEProxy); Mon, 06 Jan 2020 11:00:06 -0500\n"
    "Received: from out4-smtp.messagingengine.com (out4-smtp.messagingengine.com [66.111.4.28])\n\tby "
    "mx.paper.example "
    "(Postfix) with ESMTPS id 1234\n\tfor <desk@paper.example>; Mon,  6 Jan 2020 11:00:05 -0500 (EST)\n"
    "Received: from compute3.internal (compute3.nyi.internal [10.202.2.43])\n\tby mailout.nyi.internal "
    "(Postfix) with "
    "ESMTP id 9ABC\n\tfor <desk@paper.example>; Mon,  6 Jan 2020 11:00:04 -0500 (EST)\n"
    "Received: from imap2 ([10.202.2.52])\n  by compute3.internal (MEProxy); Mon, 06 Jan 2020 11:00:04 -0500\n"
    + _REST.format(domain="fastmail.com")
    + "Date: Mon, 06 Jan 2020 11:00:03 -0500\n"
    "Message-ID: <1a2b@www.fastmail.com>\nContent-Type: text/plain" + _BODY
)
YAHOO = (
    "Received: from 127.0.0.1 by atlas301.free.mail.bf1.yahoo.com with HTTPS; Mon, 6 Jan 2020 16:00:06 +0000\n"
    "Received: from 77.238.179.82 (EHLO sonic304-21.consmr.mail.ir2.yahoo.com)\n by 10.217.151.75 with SMTPs; "
    "Mon, 6 Jan 2020 "
    "16:00:05 +0000\n"
    "Received: from sonic.gate.mail.ne1.yahoo.com by sonic304.consmr.mail.ir2.yahoo.com with HTTP; Mon, 6 Jan "
    "2020 16:00:04 "
    "+0000\n" + _REST.format(domain="yahoo.com") + "Date: Mon, 6 Jan 2020 16:00:01 +0000 (UTC)\n"
    "Message-ID: <12345.67890@mail.yahoo.com>\nContent-Type: text/plain; charset=UTF-8" + _BODY
)
LIST = (
    "Received: from lists.debate.example (lists.debate.example [203.0.113.9])\n\tby mx.paper.example "
    "(Postfix) with ESMTPS id 77\n"
    "\tfor <desk@paper.example>; Mon,  6 Jan 2020 17:02:10 +0100 (CET)\n"
    "Received: from localhost (localhost [127.0.0.1])\n\tby lists.debate.example (Postfix) with ESMTP id 55;\n"
    "\tMon,  6 Jan 2020 16:02:05 +0000 (UTC)\n"
    "Received: from mail.univ.example (mail.univ.example [198.51.100.7])\n\tby lists.debate.example (Postfix) "
    "with ESMTP id 54\n"
    "\tfor <talk@lists.debate.example>; Mon,  6 Jan 2020 16:01:00 +0000 (UTC)\n"
    + _REST.format(domain="univ.example")
    + "List-Id: Talk <talk.lists.debate.example>\n"
    "Date: Mon, 6 Jan 2020 11:00:00 -0500\nMessage-ID: <77@mail.univ.example>\nContent-Type: text/plain" + _BODY
)
NEWSLETTER = (
    "Received: from o1.email.shop.example (o1.email.shop.example. [192.0.2.55])\n        by mx.google.com "
    "with ESMTPS id x\n"
    "        for <desk@paper.example>; Mon, 06 Jan 2020 08:00:05 -0800 (PST)\n"
    "Received: by filter0001.sendgrid.net with SMTP id filter0001; 2020-01-06 16:00:03 UTC\n"
    + _REST.format(domain="shop.example")
    + "Date: Mon, 06 Jan 2020 16:00:03 +0000 (UTC)\nMessage-ID: <abc@geopod-ismtpd-1-0>\n"
    'Content-Type: text/html; charset="utf-8"\n\n<!DOCTYPE html><html><body>'
    '<div style="display:none">Our offers' + "&#847;&zwnj;&nbsp;&#8199;&shy; " * 40 + "</div>"
    "<p>Hello Jane &#128104;&#8205;&#128105;&#8205;&#128103;,</p><p>new year, new offers.</p></body></html>\n"
)
ORDINARY = {
    "gmail": GMAIL, "outlook": OUTLOOK, "fastmail": FASTMAIL, "yahoo": YAHOO, "list": LIST, "newsletter": NEWSLETTER,
}  # fmt: skip
