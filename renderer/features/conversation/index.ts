export { ConversationView } from './conversation-view.tsx';
export { useConversation } from './conversation-store.ts';
