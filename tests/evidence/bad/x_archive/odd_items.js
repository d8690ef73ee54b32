window.YTD.tweet.part0 = [
  {"id_str": "1985215360005047238", "created_at": "Mon Nov 03 05:20:00 +0000 2025", "full_text": "Sans « tweet » autour"},
  {"tweet": {"id_str": "1986468618040249226", "full_text": "Sans date, mais son numéro la tient"}},
  {"tweet": {"id_str": "20", "created_at": "hier", "full_text": "Numéro d’avant les dates"}},
  {"tweet": {"id_str": "1985215360005047238", "created_at": "Fri Jan 02 03:04:05 +0000 1970", "full_text": "1970"}},
  {"tweet": {"id_str": "1990000000000000000", "created_at": "Mon Nov 03 05:20:00 +0000 2025", "full_text": "Contredit"}},
  {"tweet": []},
  "rien",
  {"tweet": {"id_str": "1985215360005047238", "created_at": "Mon Nov 03 05:20:00 +0000 2031", "full_text": "Demain"}}
];
