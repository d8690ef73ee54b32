window.YTD.tweets.part0 = [
  {"tweet": {"id_str": "1985215360005047238", "created_at": "Mon Nov 03 05:20:00 +0000 2025", "full_text": "Bonjour"}},
  {"tweet": {"id_str": "19852