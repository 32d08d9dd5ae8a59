/** The names of all permissions; a permission's id is its place, counted from one. */
export const PERMISSIONS: readonly string[] = (
  'admin admin.user admin.group admin.role admin.organization admin.overview admin.text_module admin.macro ' +
  'admin.template admin.tag admin.calendar admin.sla admin.trigger admin.public_links admin.webhook ' +
  'admin.scheduler admin.report_profile admin.time_accounting admin.knowledge_base admin.channel_web ' +
  'admin.channel_formular admin.channel_email admin.channel_sms admin.channel_chat admin.channel_google ' +
  'admin.channel_microsoft365 admin.channel_microsoft_graph admin.channel_twitter admin.channel_facebook ' +
  'admin.channel_telegram admin.channel_whatsapp admin.branding admin.system admin.security admin.ticket ' +
  'admin.ticket_auto_assignment admin.ticket_duplicate_detection admin.integration admin.api admin.object ' +
  'admin.ticket_state admin.ticket_priority admin.core_workflow admin.translation admin.data_privacy ' +
  'admin.maintenance admin.monitoring admin.package admin.session admin.system_report admin.checklist chat ' +
  'chat.agent cti cti.agent knowledge_base knowledge_base.editor knowledge_base.reader report ticket ticket.agent ' +
  'ticket.customer user_preferences user_preferences.appearance user_preferences.language user_preferences.avatar ' +
  'user_preferences.out_of_office user_preferences.password user_preferences.two_factor_authentication ' +
  'user_preferences.device user_preferences.access_token user_preferences.linked_accounts ' +
  'user_preferences.notifications user_preferences.overview_sorting user_preferences.calendar'
).split(' ');
