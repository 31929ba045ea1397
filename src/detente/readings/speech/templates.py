"""Which columns the trained parts look at together: one feature a template and row.

A template is the names of its columns; templates are parted by bars. A name with a number is
the column of a neighbour: lower1 the next word, lower-1 the one before.
"""

from __future__ import annotations

Template = tuple[str, ...]


def templates(text: str) -> tuple[Template, ...]:
    """Return the templates of a list.

    >>> templates("lemma | lemma tag")
    (('lemma',), ('lemma', 'tag'))
    """
    return tuple(tuple(part.split()) for part in text.split("|"))


# What tells a cue: the word, its form and place, its neighbours, what it governs, the rules.
CUES = templates("""
lemma | lower | lemma tag | lemma dep | suffix pos | pos dep | tag dep |
lower1 | lower-1 | lower2 | lower-2 | lower1 lower2 | lemma lower1 | lemma lower-1 |
lower-1 lower1 | tag1 tag | tag-1 tag | tag-1 tag tag1 | tag1 tag2 lemma |
head_lemma | head_lemma dep | head_pos dep pos | head_lemma lemma |
subject_lower | subject_pos subject_ent | lemma subject_pos | subject_lemma lemma |
lemma has_clause | lemma has_infinitive | lemma object_pos | object_lemma |
object_lemma lemma | object_ent lemma | prep_lower | lemma prep_lower |
aux_lower has_neg | lemma aux_lower | lemma has_passive | predicate_lemma |
predicate_lemma lemma | clause_tag mark_lower | mark_lower dep | particle_lower lemma |
adverb_lower | adverb_lower lemma | poss_pos lemma | poss_lower | acl_tag lemma |
has_subject has_clause has_infinitive has_object has_passive pos |
quoted | quoted lemma | quote_behind quoted | quote_ahead quoted |
lemma quote_behind | lemma quote_ahead | quote_behind quote_ahead pos |
frame | frame lemma | frame dep | frame subject_pos subject_ent | frame quoted |
furniture | furniture lemma | above_frame | above_frame dep | above_frame dep lemma |
frames_left frames_right pos | frames_left lemma |
tag has_subject has_clause quoted dep | first lemma |
lists | lists tag | lists dep | lists has_clause | lists object_pos | lists subject_pos |
lists quote_behind | lists quote_ahead | lists lower1 | lists has_infinitive pos |
object_lists tag | object_lists lemma | head_lists dep | lists prep_lower | lists frame
""")

# Where a content begins or ends, seen from its cue.
EDGES = templates("""
side distance | side distance cue_lemma | side distance cue_pos |
side lower | side tag dep | side lower lower-1 | side lower lower1 |
side lower-1 | side lower1 | side tag-1 | side tag1 | side lower1 lower2 |
side tag-1 tag | side tag tag1 | side tag1 tag2 |
path | path cue_lemma | path cue_tag | path top_tag | path quoted | path tag1 |
top_dep side top_pos | top_dep side cue_lemma | next_path | next_path next_lower |
next_path cue_lemma | next_path path | next_lower path | next_tag path |
side lower cue_lemma | side lower-1 cue_lemma | side lower1 cue_lemma |
side quoted quoted-1 quoted1 | side quoted quoted-1 quoted1 cue_quoted |
side quoted quoted-1 quoted1 cue_lemma |
side same_quote quote_edge | side quote_edge cue_lemma |
side commas verbs marks | side commas | side marks quote_edge | side verbs lower1 |
side verbs top_dep | side commas top_dep |
edge side | edge cue_lemma side | edge tag1 tag-1 | beyond quote_edge side |
beyond cue_lemma | rule | rule frame | rule cue_lemma | rule edge side |
rule lower1 lower-1 | rule path |
frame side path | subject_side side edge | subject_side side distance |
subject_side cue_lemma side | in_subject side | in_subject path |
cue_clause cue_infinitive cue_object path | cue_clause side edge |
side quote_behind quote_ahead | side cue_behind cue_ahead edge |
cue_behind cue_ahead side quote_edge | side frame_next | side frame_next next_path |
side ent ent1 | side dep dep1 | side frames | side frames lower1
""")

# A content as a whole: first and last word together.
CONTENTS = templates("""
start_rank end_rank | start_rank end_rank rule | start_class | end_class |
start_class end_class | sides | sides cue_lemma | sides cue_pos cue_dep |
sides length | length cue_lemma | sides quotes | sides quotes cue_lemma | quotes length |
sides frame | node | node cue_lemma | node sides quotes | verbs sides | verbs length sides |
rule | rule sides | rule frame | rule cue_lemma | holds_subject sides |
start_path end_path | start_tag end_next | start_lower sides node |
start_edge end_edge sides | marks commas sides | subject_side sides |
subject_side sides quotes start_edge end_edge | frames sides | frames sides quotes |
start_beyond end_beyond sides | start_lower end_next | cue_object cue_clause sides |
cue_lemma start_lower sides | node end_next | sides cue_behind cue_ahead |
sides cue_behind cue_ahead cue_lemma | start_top end_top sides
""")

# Who is named as the source.
SOURCES = templates("""
path | path cue_lemma | path cue_tag | path pos ent | path has_passive |
side distance | side distance cue_lemma | side distance pos | lower | lemma side | tag dep |
dep side | ent pos | pos capital side | rule | rule frame | rule cue_lemma | rule pos ent |
rule dep | quoted cue_quoted | quoted cue_quoted rule | side commas verbs marks |
side verbs pos | inside side | inside rule | inside path | inside cue_quoted |
before_content side | before_content side marks | lower-1 side | lower1 side |
lower-1 cue_lemma | head_lemma dep | head_is_cue dep | head_is_cue dep cue_dep |
cue_dep path | cue_pos path | cue_lemma dep side | none | none cue_lemma |
none cue_tag cue_dep | none has_passive has_subject | none frame | none ruled |
none cue_pos cue_dep | none has_passive cue_lemma | none aux_lower | appos | appos ent |
nearest side | nearest pos side | nearest ent cue_lemma
""")

# Whether an attribution is a statement: something said, by somebody who is named.
SAID = templates("""
spoken | spoken frame | spoken lemma | spoken quotes | spoken has_clause | lemma | lists |
lists has_clause | lists quotes | lists frame | lists spoken | lists has_infinitive |
lemma has_clause | lemma quotes | lemma has_infinitive | frame quotes | frame lemma |
frame has_clause sides | quotes sides | pos dep | tag dep frame | sides length | frame length |
source_pos source_ent | source_pos source_ent spoken | source_lower | source_lemma |
none spoken | none lists | aux_lower | has_neg lemma | has_passive lemma | quoted | furniture |
start_lower frame | start_tag lists | mark_lower | head_pos dep | object_pos lists |
predicate_lemma | above_frame spoken | above_frame dep
""")
