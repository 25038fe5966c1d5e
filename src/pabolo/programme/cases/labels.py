"""What stages, risks, services' terms and the lines of a case are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGE: dict[str, Promise] = {
    "received": _("Received"),
    "verifying": _("Verification"),
    "assessing": _("Assessment"),
    "planned": _("Plan"),
    "delivering": _("Services"),
    "monitoring": _("Monitoring"),
    "closed": _("Closed"),
    "transferred": _("Transferred"),
    "reopened": _("Reopened"),
}

RISK: dict[str, Promise] = {
    "high": _("High risk"),
    "medium": _("Medium risk"),
    "low": _("Low risk"),
    "not_assessed": _("Not assessed yet, counts as high"),
}

BENEFICIARY: dict[str, Promise] = {
    "child": _("For the child"),
    "family": _("For the family"),
    "witness": _("For a witness"),
}

FUNCTION: dict[str, Promise] = {
    "complaint": _("Complaints"),
    "outreach": _("Outreach"),
    "case_management": _("Case management"),
    "shelter": _("Temporary shelter"),
    "mediation": _("Mediation"),
    "accompaniment": _("Accompaniment"),
}

TASK: dict[str, Promise] = {
    "a": _("a. Receive reports, reach out"),
    "b": _("b. Inform of rights"),
    "c": _("c. Health"),
    "d": _("d. Psychological strengthening"),
    "e": _("e. Psychosocial services, rehabilitation, reintegration"),
    "f": _("f. Legal services"),
    "g": _("g. Economic needs"),
    "h": _("h. Temporary shelter"),
    "i": _("i. Needs of disability"),
    "j": _("j. Coordination of rights"),
    "k": _("k. Watch over rights in the judicial process"),
}

GOAL_STATUS: dict[str, Promise] = {
    "open": _("Worked on"),
    "reached": _("Reached"),
    "partly": _("Partly reached"),
    "not": _("Not reached"),
    "changed": _("Changed"),
}

GOAL_VOICE: dict[str, Promise] = {
    "child": _("In the child's words"),
    "family": _("In the family's words"),
    "worker": _("In the worker's words"),
}

AGREED_HOW: dict[str, Promise] = {
    "talk": _("In a conversation"),
    "pictures": _("With pictures or play"),
    "written": _("In writing, signed"),
    "phone": _("By phone"),
}

PURPOSE: dict[str, Promise] = {
    "service": _("Service"),
    "referral": _("Referral to a partner"),
    "photo": _("Photo"),
    "statistics": _("Statistics"),
    "research": _("Research"),
    "training": _("Training"),
}

BASIS: dict[str, Promise] = {
    "child_consent": _("The child's consent"),
    "guardian_consent": _("A guardian's consent"),
    "both_consent": _("Consent of both"),
    "legal_duty": _("Duty under the law"),
    "vital_interest": _("Vital interest: danger"),
    "public_task": _("Public task"),
}

CONSENT_STATUS: dict[str, Promise] = {
    "given": _("Given, or stands"),
    "refused": _("Refused"),
    "withdrawn": _("Withdrawn"),
    "not_asked": _("Could not be asked"),
}

CLOSURE: dict[str, Promise] = {
    "goals_met": _("Goals met and the child is safe"),
    "handed_to_agency": _("Handed to another agency, which accepted"),
    "moved_away": _("Moved away, handed over"),
    "adult": _("Adult now, with a transition plan"),
    "stopped_by_child": _("Child or guardian ends the service"),
    "unreachable": _("Cannot be reached, tries recorded"),
    "died": _("Died"),
    "duplicate": _("Double file, joined"),
    "outside_scope": _("Outside the unit's task, information given"),
}

DATE_STATE: dict[str, Promise] = {
    "planned": _("Planned"),
    "held": _("Held"),
    "postponed": _("Put off to another day"),
    "called_off": _("Did not take place"),
}

LETTER_WAY: dict[str, Promise] = {
    "in": _("It came to us"),
    "out": _("It went out"),
}

CLAIM: dict[str, Promise] = {
    "restitution": _("Restitution"),
    "protection": _("Protection by LPSK"),
}

THROUGH: dict[str, Promise] = {
    "police": _("The police"),
    "prosecutor": _("The prosecutor"),
    "lpsk": _("LPSK"),
    "court": _("The court"),
}

CLAIM_OUTCOME: dict[str, Promise] = {
    "granted": _("Granted"),
    "partly": _("Granted in part"),
    "refused": _("Not granted"),
    "withdrawn": _("Taken back by the family"),
}

SAYER: dict[str, Promise] = {
    "child": _("The child itself"),
    "both": _("The child with a guardian"),
    "guardian": _("A parent or guardian alone"),
}

TAKEDOWN_TO: dict[str, Promise] = {
    "platform": _("The platform itself"),
    "komdigi": _("Komdigi (aduankonten.id)"),
    "police": _("Cyber unit of the police"),
    "school": _("School or administrator of the group"),
}

TAKEDOWN_ANSWER: dict[str, Promise] = {
    "sent": _("Sent, no answer yet"),
    "answered": _("Answered, still there"),
    "still_there": _("Still there, no answer"),
    "removed": _("Taken down"),
}

LINE: dict[str, Promise] = {
    "opened": _("Case opened"),
    "joined": _("Another report joined"),
    "assigned": _("Case worker assigned"),
    "risk_read": _("Risk read"),
    "risk_lowered": _("Risk lowered"),
    "assessed": _("Assessment recorded"),
    "consented": _("Consent or other basis"),
    "planned": _("Plan item written"),
    "plan_proposed": _("Plan proposed"),
    "plan_returned": _("Plan returned"),
    "plan_approved": _("Plan approved"),
    "plan_item_ended": _("Plan item ended"),
    "service_given": _("Service given"),
    "service_corrected": _("Service corrected"),
    "goal_set": _("Goal written"),
    "goal_judged": _("Goal reviewed"),
    "cost_noted": _("Cost noted"),
    "cost_corrected": _("Cost corrected"),
    "sheltered": _("Stay in the shelter began"),
    "shelter_placed": _("Place of the shelter sealed"),
    "shelter_extended": _("Stay in the shelter extended"),
    "shelter_left": _("Stay in the shelter ended"),
    "noted": _("Note"),
    "police_reported": _("Police report"),
    "legal_staged": _("Legal stage"),
    "legal_stage_corrected": _("Legal stage corrected"),
    "date_planned": _("Appointment with police or court planned"),
    "child_prepared": _("Child prepared for an appointment"),
    "date_ended": _("Appointment with police or court over"),
    "legal_letter": _("Letter of the legal process"),
    "legal_letter_struck": _("Letter of the legal process struck out"),
    "claim_asked": _("Restitution or protection asked for"),
    "claim_waived": _("Restitution or protection not wanted"),
    "claim_decided": _("Restitution or protection decided"),
    "claim_paid": _("Restitution paid"),
    "takedown_asked": _("Taking content down asked for"),
    "takedown_looked": _("Looked whether content was taken down"),
    "simfoni_recorded": _("Recorded in SIMFONI"),
    "simfoni_entered": _("Entered in SIMFONI"),
    "simfoni_identity": _("Entered in SIMFONI: identity"),
    "simfoni_places": _("Entered in SIMFONI: address"),
    "simfoni_accused": _("Entered in SIMFONI: perpetrators"),
    "simfoni_chosen": _("A word of SIMFONI was chosen"),
    "simfoni_touched": _("What SIMFONI holds no longer matches"),
    "reviewed": _("Case reviewed"),
    "followed_up": _("Follow-up"),
    "stage_moved": _("Stage changed"),
    "closure_asked": _("Closure asked for"),
    "closure_declined": _("Closure declined"),
    "closed": _("Case closed"),
    "transition_planned": _("Transition to adulthood planned"),
    "led": _("Where the case is led"),
    "identity_corrected": _("The child's identity was corrected"),
    "places_corrected": _("The child's places were corrected"),
    "recounted": _("Age, sex and place counted anew"),
    "referred": _("Referral"),
    "transfer_asked": _("Hand-over to another unit asked for"),
    "transfer_approved": _("Hand-over approved, file sealed"),
    "transfer_declined": _("Hand-over declined"),
    "transfer_sent": _("Sealed file taken out"),
    "transfer_chased": _("The other unit was asked"),
    "transfer_acknowledged": _("The other unit has the case"),
    "transfer_refused": _("The other unit does not take the case"),
    "transfer_withdrawn": _("Hand-over withdrawn"),
    "transfer_taken": _("Came from another unit"),
    "transfer_answered": _("Acknowledgement taken out"),
    "transfer_carried": _("Written at the other unit"),
    "screened": _("A name was held against a colleague's"),
    "reopened": _("Case reopened"),
    "hand_over_begun": _("Hand-over begun"),
    "hand_over_written": _("Hand-over sheet written"),
    "hand_over_sheet": _("Hand-over sheet"),
    "hand_over_taken": _("Taken over"),
    "team_joined": _("Joined the team"),
    "team_left": _("Left the team"),
    "cover_begun": _("Somebody stands in"),
    "cover_lost": _("Nobody stands in"),
    "cover_ended": _("Standing in has ended"),
    "glass_broken": _("Emergency opening"),
    "glass_reviewed": _("Emergency opening reviewed"),
    "session_held": _("Session with the psychologist"),
    "clinical_noted": _("Session note"),
    "clinical_handed": _("Session notes handed on"),
    "visit_planned": _("Visit planned"),
    "visit_silent": _("No word from a visit"),
    "visit_heard": _("Word from a visit"),
    "visit_ended": _("Visit done"),
    "assessment_begun": _("Assessment begun"),
    "part_saved": _("Part of an assessment saved"),
    "answered": _("Answers of an assessment"),
    "assessment_ended": _("Question set ended"),
    "safety_plan_made": _("Safety plan made"),
    "safety_steps": _("What the safety plan says"),
    "safe_place": _("Safe place"),
    "home_child_listed": _("Another child at home"),
    "home_child": _("Who the other child is"),
    "home_child_settled": _("Another child at home: seen to"),
    "records_joined": _("The child's record was joined with another of the same child"),
    "records_parted": _("The joined records are two children's: parted again"),
    "conference_called": _("Case conference called"),
    "conference_invited": _("Invited to the case conference"),
    "conference_uninvited": _("Invitation taken back"),
    "conference_moved": _("Case conference moved"),
    "conference_chaired": _("Somebody else chairs the case conference"),
    "conference_cancelled": _("Case conference cancelled"),
    "conference_held": _("Case conference held"),
    "conference_said": _("Minutes of a case conference"),
    "conference_written": _("Minutes written"),
    "conference_decided": _("Decided at the case conference"),
    "decision_followed": _("What became of a decision"),
    "minutes_read": _("Minutes read"),
    "minutes_objected": _("Objection to the minutes"),
    "minutes_added": _("Addition to the minutes"),
    "minutes_amended": _("Minutes added to"),
    "minutes_shared": _("Minutes opened to somebody of the team"),
    "minutes_finished": _("Minutes finished"),
    "hold_placed": _("Legal hold placed"),
    "hold_lifted": _("Legal hold lifted"),
    "letter_made": _("Document made"),
    "letter_cancelled": _("Document cancelled"),
}
